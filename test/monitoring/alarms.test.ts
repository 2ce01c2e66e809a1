import { createMemoryStore, createSimulatedClock } from "golden-pipeline";
import { createAlarms, type MonitorReport } from "golden-pipeline/monitoring";
import { type Alarm, type AlarmSink, createMemoryAlarmSink, type Finding } from "golden-pipeline/ports";
import { describe, expect, it } from "vitest";

const day = 86_400_000;
const reportOf = (window: number, statuses: Readonly<Record<string, Finding["status"]>>): MonitorReport => ({
  format: "monitor-report@1",
  from: window * day,
  to: (window + 1) * day,
  rows: 1000,
  labelled: 0,
  checks: Object.entries(statuses).map(([check, status]) => ({
    check,
    status,
    message: `window ${window}`,
    numbers: { part: 0.1, nothing: undefined },
  })),
  clusters: [],
  latency: { p50: 1, p95: 1, p99: 1 },
  errorRate: 0,
  fallbackRate: 0,
  newCategories: {},
});

describe("alarms", () => {
  it("fire once for a rule, go on while it is broken, and are resolved when it is over", async () => {
    const alarms = createAlarms();
    expect(await alarms.update(reportOf(0, { calibration: "ok" }))).toEqual([]);
    expect(await alarms.update(reportOf(1, { calibration: "drift" }))).toMatchObject([
      { id: `calibration@${2 * day}`, rule: "calibration", state: "firing", since: 2 * day },
    ]);
    expect(await alarms.update(reportOf(2, { calibration: "drift" }))).toEqual([]);
    expect(await alarms.list()).toMatchObject([{ state: "firing", since: 2 * day, message: "window 2" }]);
    expect(await alarms.update(reportOf(3, { calibration: "ok" }))).toMatchObject([
      { state: "resolved", since: 2 * day, until: 4 * day },
    ]);
    expect(await alarms.update(reportOf(4, { calibration: "drift" }))).toMatchObject([
      { state: "firing", since: 5 * day },
    ]);
    expect(await alarms.list()).toHaveLength(2);
  });

  it("neither count nor break off for a window with too little data, before they fire and after", async () => {
    const alarms = createAlarms({ forWindows: 2, clearWindows: 2 });
    const quiet = "insufficient-data";
    const told: (string | undefined)[] = [];
    for (const [window, x] of (
      ["drift", quiet, "drift", "ok", quiet, "ok", "drift", "ok", quiet, "drift"] as const
    ).entries())
      told.push((await alarms.update(reportOf(window, { x })))[0]?.state);
    expect(told).toEqual([
      "pending",
      undefined,
      "firing",
      undefined,
      undefined,
      "resolved",
      "pending",
      undefined,
      undefined,
      "pending",
    ]);
  });

  it("wait for as many windows in a row as asked, to begin and to end", async () => {
    const alarms = createAlarms({ forWindows: 2, clearWindows: 2 });
    expect(await alarms.update(reportOf(0, { x: "drift" }))).toMatchObject([{ state: "pending" }]);
    expect(await alarms.update(reportOf(1, { x: "drift" }))).toMatchObject([{ state: "firing", since: day }]);
    expect(await alarms.update(reportOf(2, { x: "ok" }))).toEqual([]);
    expect(await alarms.update(reportOf(3, { x: "drift" }))).toEqual([]);
    expect(await alarms.update(reportOf(4, { x: "ok" }))).toEqual([]);
    expect(await alarms.update(reportOf(5, { x: "ok" }))).toMatchObject([{ state: "resolved" }]);
  });

  it("do not fire on drift, ok, drift, which are not two in a row", async () => {
    const alarms = createAlarms({ forWindows: 2, clearWindows: 2 });
    for (const [window, status] of (["drift", "ok", "drift", "ok", "drift"] as const).entries())
      await alarms.update(reportOf(window, { x: status }));
    expect(await alarms.list()).toMatchObject([{ state: "pending", since: 5 * day }]);
    expect(await alarms.update(reportOf(5, { x: "drift" }))).toMatchObject([{ state: "firing" }]);
  });

  it("learn nothing from a window with too little data", async () => {
    const alarms = createAlarms();
    await alarms.update(reportOf(0, { x: "drift" }));
    expect(await alarms.update(reportOf(1, { x: "insufficient-data" }))).toEqual([]);
    expect(await alarms.list()).toMatchObject([{ state: "firing" }]);
  });

  it("keep the numbers that JSON can say", async () => {
    const alarms = createAlarms();
    const report = reportOf(0, { x: "drift" });
    const numbers = { part: 0.1, off: Number.NaN, far: Number.POSITIVE_INFINITY };
    await alarms.update({ ...report, checks: report.checks.map((check) => ({ ...check, numbers })) });
    expect((await alarms.list())[0]?.numbers).toEqual({ part: 0.1 });
  });

  it("refuse impossible options", () => {
    expect(() => createAlarms({ forWindows: 0 })).toThrow("`forWindows`");
    expect(() => createAlarms({ name: "Late" })).toThrow("a name of lower-case words");
  });
});

describe("alarms in a store", () => {
  it("survive a restart, with their count of windows", async () => {
    const store = createMemoryStore();
    const create = () => createAlarms({ store, name: "late", forWindows: 3 });
    for (const window of [0, 1]) await create().update(reportOf(window, { x: "drift" }));
    expect(await create().list()).toMatchObject([{ state: "pending", since: day }]);
    expect(await create().update(reportOf(2, { x: "drift" }))).toMatchObject([{ state: "firing", since: day }]);
    expect(await createAlarms({ store, name: "early" }).list()).toEqual([]);
  });

  it("fail when the store does, and do not try for ever", async () => {
    const store = createMemoryStore();
    let full = true;
    const alarms = createAlarms({
      store: {
        ...store,
        append: (...given) => {
          if (!full) return store.append(...given);
          full = false;
          return Promise.reject(new Error("the disk is full"));
        },
      },
    });
    await expect(alarms.update(reportOf(0, { x: "drift" }))).rejects.toThrow("the disk is full");
    expect(await alarms.update(reportOf(0, { x: "drift" }))).toMatchObject([{ state: "firing" }]);
  });

  it("are one alarm of several processes that see the same windows at once", async () => {
    const store = createMemoryStore();
    const processes = [1, 2, 3].map(() => createAlarms({ store, name: "late", forWindows: 2 }));
    const changed: (readonly Alarm[])[] = [];
    for (const window of [0, 1, 2])
      changed.push(...(await Promise.all(processes.map((one) => one.update(reportOf(window, { x: "drift" }))))));
    expect(changed.flat()).toMatchObject([{ state: "pending" }, { state: "firing" }]);
    const lists = await Promise.all(processes.map((one) => one.list()));
    for (const list of lists) expect(list).toEqual(lists[0]);
    expect(lists[0]).toHaveLength(1);
  });

  it("take a window again for a check that it could not decide before its labels came", async () => {
    const alarms = createAlarms();
    await alarms.update(reportOf(0, { inputs: "drift", quality: "insufficient-data" }));
    const again = reportOf(0, { inputs: "ok", quality: "drift" });
    expect(await alarms.update(again)).toMatchObject([{ rule: "quality", state: "firing" }]);
    expect(await alarms.update(again)).toEqual([]);
    expect(await alarms.list()).toMatchObject([{ rule: "inputs", state: "firing" }, { rule: "quality" }]);
  });

  it("are acknowledged by people, for all processes, until they are over", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(5);
    const [one, other] = [1, 2].map(() => createAlarms({ store, clock })) as [
      ReturnType<typeof createAlarms>,
      ReturnType<typeof createAlarms>,
    ];
    await one.update(reportOf(0, { x: "drift" }));
    await other.acknowledge("x", { by: "ann", reason: "known" });
    await one.update(reportOf(1, { x: "drift" }));
    expect(await one.list()).toMatchObject([{ acknowledged: { by: "ann", reason: "known", time: 5 } }]);
    await one.update(reportOf(2, { x: "ok" }));
    await expect(other.acknowledge("x", { by: "ann" })).rejects.toThrow("Expected an alarm of x");
    await one.update(reportOf(3, { x: "drift" }));
    expect((await one.list()).at(-1)).not.toHaveProperty("acknowledged");
  });

  it("are told once when they fire and once when they are over, not while they are pending", async () => {
    const sink = createMemoryAlarmSink();
    const alarms = createAlarms({ name: "late", forWindows: 2, sinks: [sink] });
    for (const [window, status] of (["drift", "drift", "drift", "ok"] as const).entries())
      await alarms.update(reportOf(window, { x: status }));
    expect(sink.sent.map(({ model, alarm }) => `${model} ${alarm.state}`)).toEqual(["late firing", "late resolved"]);
  });

  it("are told by somebody else when the process that raised them could not", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(0);
    const dead: AlarmSink = { specificationVersion: "v1", send: () => Promise.reject(new Error("the pager is away")) };
    const sink = createMemoryAlarmSink();
    await createAlarms({ store, clock, sinks: [dead] }).update(reportOf(0, { x: "drift" }));
    const other = createAlarms({ store, clock, sinks: [sink] });
    await other.update(reportOf(0, { x: "drift" }));
    expect(sink.sent).toEqual([]);
    clock.advance(60_000);
    await other.update(reportOf(0, { x: "drift" }));
    await other.update(reportOf(1, { x: "drift" }));
    expect(sink.sent).toMatchObject([{ alarm: { rule: "x", state: "firing" } }]);
  });
});
