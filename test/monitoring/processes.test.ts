import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAlarms } from "golden-pipeline/monitoring";
import { createFileStore } from "golden-pipeline/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChild } from "../store/children/start-child.js";
import { damage } from "../store/damage.js";
import { brokenReport, hour } from "./make.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "golden-pipeline-alarms-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe("three processes that watch one model, one of them killed", () => {
  it("agree on one alarm, which each window is counted for once", async () => {
    const children = [0, 1, 2].map((number) => {
      const child = startChild("../../monitoring/children/raise-alarms.ts", [directory], (lines) => {
        if (number === 0 && lines >= 5) child.process.kill("SIGKILL");
      });
      return child;
    });
    await Promise.all(children.map(({ ended }) => ended));
    const alarms = createAlarms({ store: createFileStore(directory), name: "late", forWindows: 3 });
    for (let window = 0; window < 42; window++) await alarms.update(brokenReport(window));
    expect(await alarms.list()).toMatchObject([
      { id: `quality@${hour}`, state: "firing", since: hour, message: "window 41" },
    ]);
    const types: string[] = [];
    for await (const { type } of createFileStore(directory).read("alarms/late")) types.push(type);
    expect(types.filter((type) => type === "alarm-raised")).toHaveLength(1);
    expect(types.filter((type) => type === "window-checked")).toHaveLength(42);
    // Each change was told by one process, unless it was told by the one that was killed.
    const told = children.flatMap(({ lines }) => lines.flatMap((line) => line.split(" ").slice(1).filter(Boolean)));
    expect(told.filter((state) => state === "firing").length).toBeLessThanOrEqual(1);
    // A process that was killed may leave a file half written beside the store; nothing is damaged by it.
    expect(await damage(directory)).toEqual([]);
  });
});
