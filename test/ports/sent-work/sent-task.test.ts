import type { StageTask } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { arrivedArtifact, sentTask } from "../../../src/ports/house.js";

const digest = `sha256:${"0".repeat(64)}` as const;
const task: StageTask = {
  ...{ runId: "r", seed: 7, path: "prepare>fit", stage: "fit", fingerprint: "f" },
  input: { digest, codec: null },
};

describe("a task that is sent", () => {
  it("has the id by which engines know it already, whatever else it carries and in whatever order", () => {
    // Worked out once, by `sha256sum` over the JSON below: another id would have work done again that stands in an engine's tables.
    expect(JSON.stringify(sentTask(task).task)).toBe(
      `{"runId":"r","seed":7,"path":"prepare>fit","stage":"fit","fingerprint":"f","input":{"digest":"${digest}","codec":null}}`,
    );
    expect(sentTask(task).id).toBe("r/prepare>fit/25531bfa66cc");
    const { runId, seed, path, stage, fingerprint, input } = task;
    const other = { note: 1, input, fingerprint, stage, path, seed, runId };
    expect(sentTask(other)).toEqual(sentTask(task));
  });

  it("has another id when anything in it is another", () => {
    const others = [{ seed: 8 }, { fingerprint: "g" }, { stage: "other" }, { input: { digest, codec: "c" } }];
    const ids = others.map((other) => sentTask({ ...task, ...other }).id);
    expect(new Set([sentTask(task).id, ...ids]).size).toBe(5);
  });

  it("brings an artifact or nothing", () => {
    const sent = sentTask(task);
    expect(arrivedArtifact("executor", sent, { digest, extra: 1 })).toEqual({ digest, codec: null });
    for (const answer of [undefined, null, 1, {}, { digest: 1 }])
      expect(() => arrivedArtifact("executor", sent, answer)).toThrow(
        /\[executor\] Expected an artifact of workflow r/,
      );
  });
});
