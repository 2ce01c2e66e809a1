import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore, createSimulatedClock, type Store } from "golden-pipeline";
import { createMonitor, createMonitorLog } from "golden-pipeline/monitoring";
import { createFileStore } from "golden-pipeline/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChild } from "../store/children/start-child.js";
import { damage } from "../store/damage.js";
import { hour, observationOf, reference } from "./make.js";

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const open = (store: Store, more: object = {}) =>
  createMonitorLog({ store, name: "late", reference, windowMilliseconds: hour, ...more });

describe("a monitor log", () => {
  it("keeps windows of equal length, each as one monitor would see it", async () => {
    const log = await open(createMemoryStore());
    for (let request = 0; request < 150; request++) log.observe(observationOf(request));
    log.label({ output: 0.5, target: true, cluster: "a", time: 0 });
    expect(await log.windows()).toEqual([0, hour, 2 * hour]);
    const alone = createMonitor({ reference });
    for (let request = 0; request < 60; request++) alone.observe(observationOf(request));
    alone.label({ output: 0.5, target: true, cluster: "a" });
    expect(json(await log.report(0))).toEqual(json({ ...alone.report(), window: 0 }));
    expect((await log.report(2 * hour)).rows).toBe(30);
    await expect(log.report(9 * hour)).rejects.toThrow("window 1970-01-01T09:00:00.000Z");
    await log.close();
  });

  it("adds up what several processes and those before a restart have counted, and labels that come late", async () => {
    const store = createMemoryStore();
    const [first, second] = [await open(store), await open(store)];
    for (let request = 0; request < 60; request++) (request % 3 === 0 ? first : second).observe(observationOf(request));
    await first.close();
    const third = await open(store);
    third.label({ output: 0.5, target: false, cluster: "a", time: 5 * 60_000 });
    await Promise.all([second.flush(), third.flush()]);
    const reports = await Promise.all([second.report(0), third.report(0), third.report(0)]);
    for (const report of reports) expect(report).toEqual(reports[0]);
    expect(reports[0]).toMatchObject({ rows: 60, labelled: 1 });
    for (const log of [second, third]) await log.close();
  });

  it("leaves aside what was counted against another reference", async () => {
    const store = createMemoryStore();
    const [old, now] = [await open(store, { columns: ["amount"] }), await open(store)];
    old.observe(observationOf(0));
    now.observe(observationOf(1));
    await old.flush();
    expect((await now.report(0)).rows).toBe(1);
    for (const log of [old, now]) await log.close();
  });

  it("goes to the disk by itself within the stated interval", async () => {
    const [store, clock] = [createMemoryStore(), createSimulatedClock(0)];
    const [log, reader] = [await open(store, { clock, flushMilliseconds: 5000 }), await open(store, { clock })];
    log.observe(observationOf(0));
    clock.advance(4999);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await reader.windows()).toEqual([]);
    clock.advance(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await reader.windows()).toEqual([0]);
    for (const one of [log, reader]) await one.close();
  });

  it("refuses impossible options", async () => {
    await expect(open(createMemoryStore(), { windowMilliseconds: 0.5 })).rejects.toThrow("`windowMilliseconds`");
    await expect(open(createMemoryStore(), { name: "Late" })).rejects.toThrow("a name of lower-case words");
    const log = await open(createMemoryStore());
    expect(() => log.observe({ row: {}, time: Number.NaN })).toThrow("`time` to be milliseconds since 1970");
    await log.close();
  });

  it("counts every day of a simulated time from 0, by its clock", async () => {
    const clock = createSimulatedClock(0);
    const log = await open(createMemoryStore(), { clock, windowMilliseconds: 24 * hour });
    const alone = createMonitor({ reference, clock });
    for (let day = 0; day < 60; day++) {
      const observation = { ...observationOf(day), time: clock.now() };
      log.observe(observation);
      log.label({ output: 0.5, target: true, cluster: "a", time: observation.time });
      alone.observe(observation);
      clock.advance(24 * hour);
    }
    expect(await log.windows()).toEqual(Array.from({ length: 60 }, (_, day) => 24 * hour * day));
    expect(alone.report().rows).toBe(60);
    expect(() => createMonitor({ reference }).observe({ ...observationOf(0), time: 20 * 24 * hour })).toThrow(
      "of a simulated time? give its clock",
    );
    await log.close();
  });

  it("begins no window with what it refuses", async () => {
    const log = await open(createMemoryStore());
    expect(() => log.observe({ row: {}, output: 80, time: 0 })).toThrow("percent?");
    expect(() => log.label({ output: 80, target: true, cluster: "a", time: 0 })).toThrow("percent?");
    expect(() => log.label({ output: 0.8, target: true, cluster: "a", time: 1_700_000_000 })).toThrow("seconds?");
    expect(() => log.observe(undefined as never)).toThrow("`time`");
    expect(await log.windows()).toEqual([]);
    await log.close();
  });
});

describe("a service killed while it is monitored", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "golden-pipeline-monitoring-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("loses none of what it flushed, and a second one beside it and its successor count on", async () => {
    const run = async (): Promise<number> => {
      const killed = startChild("../../monitoring/children/count-requests.ts", [directory], (lines) => {
        if (lines >= 10) killed.process.kill("SIGKILL");
      });
      await killed.ended;
      return Number(killed.lines.at(-1));
    };
    const acknowledged = [...(await Promise.all([run(), run()])), await run()];
    const least = acknowledged.reduce((sum, requests) => sum + requests, 0);
    const log = await createMonitorLog({ store: createFileStore(directory), name: "late", reference });
    for (let request = 0; request < 7; request++) log.observe(observationOf(request));
    let [requests, labels] = [0, 0];
    for (const window of await log.windows()) {
      const report = await log.report(window);
      requests += report.rows;
      labels += report.labelled;
    }
    // What was counted and not flushed may be lost: at most the 20 of the round that was going on, in each process.
    expect(requests).toBeGreaterThanOrEqual(least + 7);
    expect(requests).toBeLessThanOrEqual(least + 7 + 3 * 20);
    expect(labels).toBe(requests - 7);
    await log.close();
    expect(await damage(directory)).toEqual([]);
  });
});
