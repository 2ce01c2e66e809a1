import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readRow } from "../../src/core/index.js";
import { createPredictionLog, readPredictions } from "../../src/feedback/index.js";
import { createFileStore } from "../../src/store/index.js";
import { startChild } from "../store/children/start-child.js";
import { damage } from "../store/damage.js";
import { collect, predictionOf } from "./make.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "golden-pipeline-feedback-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const child = (script: string, words: readonly string[], onLine?: Parameters<typeof startChild>[2]) =>
  startChild(`../../feedback/children/${script}`, [directory, ...words], onLine);

describe("a service killed while it logs predictions", () => {
  it("loses none that was flushed, and its successor logs on under the same name", async () => {
    const acknowledged = new Map<string, string>();
    for (const round of ["first", "second"]) {
      const killed = child("write-predictions.ts", [round], (lines) => {
        if (lines >= 100) killed.process.kill("SIGKILL");
      });
      await killed.ended;
      for (const line of killed.lines) {
        const [key = "", id = ""] = line.split(" ");
        acknowledged.set(key, id);
      }
    }
    const store = createFileStore(directory);
    const log = await createPredictionLog({ store, name: "late" });
    acknowledged.set("last", log.write(predictionOf("last")).id);
    await log.close();
    const read = await collect(readPredictions(store, "late"));
    const idByKey = new Map(read.map(({ key, id }) => [key, id]));
    expect(acknowledged.size).toBeGreaterThan(200);
    for (const [key, id] of acknowledged) expect(idByKey.get(key)).toBe(id);
    for (const { id, position = "" } of read) expect(await readRow(store, position)).toMatchObject({ id });
    expect(await damage(directory)).toEqual([]);
  });
});

describe("two processes that ask whether to retrain", () => {
  it("are told so once for each alarm", async () => {
    const rounds = 15;
    const started: string[] = [];
    const children = ["left", "right"].map((name) =>
      child("claim-retraining.ts", [name, `${rounds}`], () => {
        started.push(name);
      }),
    );
    while (new Set(started).size < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const store = createFileStore(directory);
    await store.append("go", [{ type: "go", time: 1, data: null }]);
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
    const claims = children.flatMap(({ lines }) => lines.filter((line) => line !== "ready"));
    expect(claims.map((line) => Number(line.split(" ")[1])).sort((left, right) => left - right)).toEqual(
      Array.from({ length: rounds }, (_, index) => index + 1),
    );
    // Each was claimed and completed once.
    expect((await store.head("retrain/late")).sequence).toBe(2 * rounds);
  });
});
