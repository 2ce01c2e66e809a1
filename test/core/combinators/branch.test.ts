import { describe, expect, it } from "vitest";
import { branch, createMemoryStore, createRunner, defineStage, pipeline } from "../../../src/core/index.js";

const small = defineStage({
  id: "small",
  version: "1.0.0",
  run: (value: number) => ({ kind: "small" as const, value }),
});
const large = defineStage({
  id: "large",
  version: "1.0.0",
  run: async (value: number) => ({ kind: "large" as const, half: value / 2 }),
});
const bySize = branch(
  { small, large },
  { id: "by-size", version: "1.0.0", choose: (value) => (value < 10 ? "small" : "large") },
);

describe("branch", () => {
  it("gives the input to the branch that is chosen", async () => {
    expect(await bySize(1)).toEqual({ kind: "small", value: 1 });
    expect(await bySize(20)).toEqual({ kind: "large", half: 10 });
  });

  it("has the version of the choosing function in its fingerprint", () => {
    const again = (version: string) =>
      branch({ small, large }, { id: "by-size", version, choose: () => "small" }).fingerprint;
    expect(again("1.0.0")).toBe(bySize.fingerprint);
    expect(again("1.0.1")).not.toBe(bySize.fingerprint);
  });

  it("refuses a name that is none of the branches", async () => {
    const wrong = branch({ small }, { id: "wrong", version: "1.0.0", choose: () => JSON.parse('"medium"') as "small" });
    await expect(wrong(1)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [branch wrong] Expected \`choose\` to name one of small, got "medium" (string)]`,
    );
  });

  it("stores the output by the codec of the branch that gave it", async () => {
    const codec = (id: string) => ({
      id,
      encode: async (value: Set<number>) => [id, ...value],
      decode: async (json: unknown) => new Set((json as number[]).slice(1)),
    });
    const left = defineStage({
      id: "left",
      version: "1.0.0",
      codec: codec("left@1"),
      run: (value: number) => new Set([value]),
    });
    const right = defineStage({ id: "right", version: "1.0.0", run: (value: number) => [value] });
    const sides = branch(
      { left, right },
      { id: "sides", version: "1.0.0", choose: (value) => (value < 0 ? "left" : "right") },
    );
    const store = createMemoryStore();
    for (const value of [-1, 1]) {
      const run = () => createRunner({ store }).run(pipeline("p", sides), value, { runId: `r${value + 1}` });
      const { output } = await run();
      expect((await run()).output).toStrictEqual(output);
    }
  });
});
