import { type MatrixModel, model, numericOutputs, type Task } from "golden-pipeline/model";
import { contract, describeExpression, type Expression, type RowOf } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const schema = z.object({ departedAt: z.date(), origin: z.string(), delay: z.int() });
const flights = contract("flights", schema, {
  eventTime: "departedAt",
  labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) } },
});

const tagged = contract("tagged", schema.extend({ tags: z.array(z.string()) }), { eventTime: "departedAt" });
type Targets = Parameters<Parameters<typeof model<RowOf<typeof tagged>, never, number>>[2]["target"]>[0];

describe("a model's name", () => {
  it("states its target over labels: yes/no for a condition, a number for a number", () => {
    const late = model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
    expect([late.task, describeExpression(late.target.node)]).toEqual(["binary", "delay ≥ 15"]);
    expect(model("delays", flights, { target: (flight) => flight.delay, kinds: [] }).task).toBe("number");
    expect(late.contract).toBe(flights);
    expect(Object.isFrozen(late)).toBe(true);
  });

  it("has a fingerprint over name, contract and target, not over the kinds behind it", () => {
    const other = contract("flights", schema, { eventTime: "departedAt" });
    const constant: MatrixModel = {
      kind: "constant@1",
      reads: "matrix",
      predict: ({ rows }) => numericOutputs("binary", new Float64Array(rows)),
    };
    const kind = { kind: "constant@1", decode: () => constant };
    const base = model("late", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
    const same = model("late", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [kind] });
    const others = [
      model("later", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] }),
      model("late", flights, { target: (flight) => flight.delay.atLeast(16), kinds: [] }),
      model("late", other, { target: (flight) => flight.delay.atLeast(15), kinds: [] }),
    ];
    expect(same.fingerprint).toBe(base.fingerprint);
    expect(new Set([base, ...others].map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });

  it("refuses names that cannot be part of a log's name", () => {
    expect(() =>
      model("Late flights", flights, { target: (flight) => flight.delay, kinds: [] }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [model] Expected a name of lower-case words joined by \`-\`, got "Late flights" (string)]`,
    );
  });

  it("states its task: the target's own by default, another where the type allows it", () => {
    const taskOf = (task: Task | undefined, target: keyof Targets): Task =>
      model("m", tagged, {
        target: (row) => (row as Targets)[target] as Expression<number>,
        ...(task && { task }),
        kinds: [],
      }).task;
    expect([
      taskOf(undefined, "delay"),
      taskOf(undefined, "origin"),
      taskOf("text", "origin"),
      taskOf(undefined, "tags"),
      taskOf("label-sets", "tags"),
      taskOf("vector", "tags"),
    ]).toEqual(["number", "classes", "text", "json", "label-sets", "vector"]);
    const ranked = model("m", tagged, {
      target: (row) => row.delay,
      task: "ranking",
      group: (row) => row.origin,
      kinds: [],
    });
    expect([ranked.task, ranked.target.group]).toEqual(["ranking", { op: "column", name: "origin", type: "text" }]);
  });

  it("refuses a time, a task the target is not of, doubled labels, and a ranking without groups", () => {
    const untyped = model as (name: string, contract: unknown, options: object) => unknown;
    const made = (options: object) => () => untyped("late", tagged, { kinds: [], ...options });
    expect(made({ target: (row: Targets) => row.departedAt })).toThrow(/Expected a target other than a time/);
    expect(made({ target: (row: Targets) => row.delay, task: "classes" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [model late] Expected a \`task\` among number, ranking for a integer target, got "classes" (string)]`,
    );
    expect(made({ target: (row: Targets) => row.origin, labels: ["a", "a"] })).toThrow(/each once/);
    expect(made({ target: (row: Targets) => row.delay, labels: ["a", "b"] })).toThrow(
      /`classes` and `label-sets` only/,
    );
    expect(made({ target: (row: Targets) => row.delay, task: "ranking" })).toThrow(/`group`/);
    expect(made({ target: (row: Targets) => row.delay, group: (row: Targets) => row.origin })).toThrow(/`group`/);
  });
});
