import {
  branch,
  cached,
  createMemoryStore,
  createRunner,
  defineStage,
  forEach,
  parallel,
  pipeline,
  plan,
  readRun,
  retry,
  tap,
  timeout,
} from "golden-pipeline";
import { describe, expect, it } from "vitest";

const add = defineStage({ id: "add", version: "1.2.0", run: (value: number) => value + 1 });
const list = defineStage({ id: "list", version: "1.0.0", run: (value: number) => [value, value] });
const first = defineStage({ id: "first", version: "1.0.0", run: (values: readonly number[]) => values[0] ?? 0 });
const dates = defineStage({
  id: "dates",
  version: "1.0.0",
  codec: { id: "date@1", encode: async (date: Date) => date.getTime(), decode: async (json) => new Date(Number(json)) },
  run: (value: number) => new Date(value),
});
const inner = pipeline("inner", add).pipe(add);
const whole = pipeline("whole", add)
  .pipe(inner)
  .pipe(tap("look", () => undefined))
  .pipe(retry(timeout(cached(add), 1000)))
  .pipe(list)
  .pipe(forEach(inner, { recordItems: true }))
  .pipe(first)
  .pipe(
    branch(
      { one: add, other: inner },
      { id: "by-sign", version: "1.0.0", choose: (value) => (value > 0 ? "one" : "other") },
    ),
  )
  .pipe(parallel({ left: dates, right: retry(pipeline("careful", add).pipe(parallel({ a: add }))) }));

describe("plan", () => {
  it("names every stage by the path that it has in run records", async () => {
    const store = createMemoryStore();
    await createRunner({ store, environment: {} }).run(whole, 1, { runId: "r" });
    const recorded = (await readRun(store, "r")).stages.map(({ path }) =>
      path.replace(/for-each\/inner>\d/, "for-each/inner>*"),
    );
    const planned = plan(whole).nodes.map(({ path }) => path);
    expect([...new Set(recorded)].filter((path) => !planned.includes(path))).toEqual([]);
    // The branch that was not taken, and the pipeline itself, are in no record.
    expect(planned.filter((path) => !recorded.includes(path))).toEqual([
      "",
      "by-sign>other",
      "by-sign>other>add",
      "by-sign>other>add#2",
    ]);
  });

  it("says of each what it is, what wraps it, what its output is stored by and whether it can run elsewhere", () => {
    const facts = plan(whole).nodes.map(({ path, kind, combinators, codec, movable }) =>
      [path || "(whole)", kind, combinators.join(" "), codec ?? "-", movable ? "movable" : ""].join(" | "),
    );
    expect(facts).toMatchInlineSnapshot(`
      [
        "(whole) | pipeline |  | parallel@1 | ",
        "add | stage |  | - | movable",
        "inner | pipeline |  | - | ",
        "inner>add | stage |  | - | movable",
        "inner>add#2 | stage |  | - | movable",
        "look | combinator | tap | - | movable",
        "add#2 | combinator | retry timeout cached | - | movable",
        "list | stage |  | - | movable",
        "for-each/inner | combinator | for-each | - | movable",
        "for-each/inner>* | pipeline |  | - | ",
        "for-each/inner>*>add | stage |  | - | ",
        "for-each/inner>*>add#2 | stage |  | - | ",
        "first | stage |  | - | movable",
        "by-sign | combinator | branch | - | movable",
        "by-sign>one | stage |  | - | ",
        "by-sign>other | pipeline |  | - | ",
        "by-sign>other>add | stage |  | - | ",
        "by-sign>other>add#2 | stage |  | - | ",
        "parallel | combinator | parallel | parallel@1 | ",
        "parallel>left | stage |  | date@1 | movable",
        "parallel>right | combinator | retry | - | movable",
        "parallel>right>add | stage |  | - | ",
        "parallel>right>parallel | combinator | parallel | - | ",
        "parallel>right>parallel>a | stage |  | - | ",
      ]
    `);
  });

  it("joins by edges what follows within a pipeline, and by parents what stands inside", () => {
    const { edges, nodes, root } = plan(whole);
    expect(root).toBe("");
    expect(edges).toContainEqual({ from: "inner", to: "look" });
    expect(edges).toContainEqual({ from: "inner>add", to: "inner>add#2" });
    expect(edges.filter(({ from }) => from.startsWith("by-sign>") || from.startsWith("parallel>left"))).toEqual([
      { from: "by-sign>other>add", to: "by-sign>other>add#2" },
    ]);
    expect(nodes.find(({ path }) => path === "parallel>left")?.parent).toBe("parallel");
    expect(nodes[0]?.parent).toBeNull();
  });

  it("is plain JSON, the same for the same pipeline, with the fingerprints of its stages", () => {
    expect(JSON.parse(JSON.stringify(plan(whole)))).toEqual(plan(whole));
    expect(plan(whole).nodes[0]?.fingerprint).toBe(whole.fingerprint);
    expect(plan(add)).toEqual({
      format: "plan@1",
      root: "add",
      nodes: [
        {
          path: "add",
          parent: null,
          kind: "stage",
          id: "add",
          version: "1.2.0",
          fingerprint: add.fingerprint,
          combinators: [],
          codec: null,
          passesInput: false,
          movable: true,
        },
      ],
      edges: [],
    });
  });

  it("refuses what is no stage, in a sentence", () => {
    expect(() => plan((() => 1) as never)).toThrow("a stage made by `defineStage`");
  });
});
