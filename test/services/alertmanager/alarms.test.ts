import { createServer, type Server } from "node:http";
import { alertmanagerAlarms } from "golden-pipeline/adapters/alertmanager";
import { createAlarms, type MonitorReport } from "golden-pipeline/monitoring";
import type { Alarm, AlarmSink } from "golden-pipeline/ports";
import { alarmSinkChecks } from "golden-pipeline/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factsOf } from "../facts-of.js";

const facts = factsOf("alertmanager");
const url = facts.text("url");
const patience = { timeout: 20_000, interval: 50 };

interface Told {
  readonly status: Alarm["state"];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
const told: Told[] = [];
let hook: Server;

beforeAll(async () => {
  hook = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk;
    told.push(...(JSON.parse(text) as { readonly alerts: readonly Told[] }).alerts);
    response.end();
  });
  await new Promise<void>((resolve) => hook.listen(facts.number("hookPort"), "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => hook.close(resolve)));

let checks = 0;
/** A sink of its own place, what its receiver was told, and what the interface lists. */
function openPlace() {
  const place = `check ${++checks}`;
  return {
    sink: alertmanagerAlarms({ url, labels: { place } }),
    told: () => told.filter(({ labels }) => labels.place === place),
    async listed(): Promise<readonly Told[]> {
      const answer = await fetch(`${url}/api/v2/alerts?filter=${encodeURIComponent(`place="${place}"`)}`);
      return (await answer.json()) as readonly Told[];
    },
  };
}

describe("Alertmanager itself", () => {
  for (const { name, run } of alarmSinkChecks(async () => {
    const place = openPlace();
    // An alert that is over before anybody was told of it is told to nobody: Alertmanager waits `group_wait` for more.
    const sink: AlarmSink = {
      specificationVersion: "v1",
      async send(model, alarms) {
        await place.sink.send(model, alarms);
        for (const { id, state } of alarms)
          await expect
            .poll(
              () => place.told().map(({ labels, annotations, status }) => [labels.model, annotations.alarm, status]),
              patience,
            )
            .toContainEqual([model, id, state]);
      },
    };
    return {
      sink,
      told: async () =>
        place.told().map(({ labels, annotations, status }) => ({
          model: labels.model ?? "",
          id: annotations.alarm ?? "",
          state: status,
        })),
      close: async () => undefined,
    };
  }))
    it(name, run);

  it("lists an alarm until it is resolved, and again when the rule breaks again", async () => {
    const { sink, listed } = openPlace();
    const now = Date.now();
    const alarm: Alarm = { id: `drift@${now}`, rule: "drift", state: "firing", since: now, message: "m", numbers: {} };
    await sink.send("late", [alarm]);
    await expect.poll(listed, patience).toMatchObject([{ annotations: { alarm: alarm.id, summary: "m" } }]);
    await sink.send("late", [{ ...alarm, state: "resolved", until: now + 1000 }]);
    await expect.poll(listed, patience).toEqual([]);
    await sink.send("late", [{ ...alarm, id: `drift@${now + 2000}`, since: now + 2000 }]);
    await expect.poll(listed, patience).toMatchObject([{ annotations: { alarm: `drift@${now + 2000}` } }]);
  });

  it("lets an alarm end of which nothing is heard any more", async () => {
    const place = `check ${++checks}`;
    const sink = alertmanagerAlarms({ url, labels: { place }, expiresAfterMilliseconds: 3000 });
    await sink.send("late", [{ id: "a@1", rule: "a", state: "firing", since: 1, message: "m", numbers: {} }]);
    const states = () => told.filter(({ labels }) => labels.place === place).map(({ status }) => status);
    await expect.poll(states, patience).toEqual(["firing", "resolved"]);
  });

  it("is told when a monitor's report breaks a rule and when it holds again, whatever time the data is of", async () => {
    const { sink, told } = openPlace();
    const alarms = createAlarms({ name: "late-flights", sinks: [sink] });
    const states = () => told().map(({ status, labels: { alertname, model } }) => [model, alertname, status]);
    await alarms.update(reportOf(1, "ok"));
    await alarms.update(reportOf(2, "drift"));
    await expect.poll(states, patience).toEqual([["late-flights", "calibration", "firing"]]);
    await alarms.update(reportOf(3, "ok"));
    await expect.poll(() => states().at(-1), patience).toEqual(["late-flights", "calibration", "resolved"]);
    expect(told()[0]?.annotations).toMatchObject({ summary: "of day 2", numbers: '{"part":0.1}' });
  });

  it("refuses what it cannot take, and says why", async () => {
    const sink = alertmanagerAlarms({ url: `${url}/nowhere` });
    const alarm: Alarm = { id: "a@1", rule: "a", state: "firing", since: 1, message: "m", numbers: {} };
    await expect(sink.send("late", [alarm])).rejects.toMatchObject({ code: "service", status: 404, retryable: false });
    const nameless = alertmanagerAlarms({ url }).send("", [{ ...alarm, rule: "" }]); // Labels without a value are none.
    await expect(nameless).rejects.toMatchObject({ code: "service", status: 400, retryable: false });
  });
});

const day = 86_400_000;
const reportOf = (window: number, status: "ok" | "drift"): MonitorReport => ({
  format: "monitor-report@1",
  from: window * day,
  to: (window + 1) * day,
  rows: 1000,
  labelled: 0,
  checks: [{ check: "calibration", status, message: `of day ${window}`, numbers: { part: 0.1 } }],
  clusters: [],
  latency: { p50: 1, p95: 1, p99: 1 },
  errorRate: 0,
  fallbackRate: 0,
  newCategories: {},
});
