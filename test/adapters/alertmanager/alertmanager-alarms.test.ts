import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSimulatedClock } from "golden-pipeline";
import { alertmanagerAlarms } from "golden-pipeline/adapters/alertmanager";
import type { Alarm } from "golden-pipeline/ports";
import { alarmSinkChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { serviceFailure } from "../service-failure.js";
import { startFakeAlertmanager } from "./fake-alertmanager.js";

const firing: Alarm = {
  id: "calibration@1000",
  rule: "calibration",
  state: "firing",
  since: 1000,
  message: "0.3 predicted, 0.4 seen",
  numbers: { predicted: 0.3, seen: 0.4, share: undefined },
};
const resolved: Alarm = { ...firing, state: "resolved", until: 2000 };

describe("alarms for Alertmanager", () => {
  for (const { name, run } of alarmSinkChecks(async () => {
    const server = await startFakeAlertmanager();
    return {
      sink: alertmanagerAlarms({ url: server.url }),
      told: async () =>
        server.told.map(({ status, alert: { labels, annotations } }) => ({
          model: labels.model ?? "",
          id: annotations.alarm ?? "",
          state: status,
        })),
      close: server.close,
    };
  }))
    it(name, run);

  it("carry the rule and the model as labels, the rest as annotations, and end when nothing is heard of them for long", async () => {
    const server = await startFakeAlertmanager();
    const sink = alertmanagerAlarms({
      url: `${server.url}/`,
      labels: { team: "risk" },
      generatorUrl: "http://dashboards/late",
      expiresAfterMilliseconds: 60_000,
    });
    const before = Date.now();
    await sink.send("late-flights", [{ ...firing, state: "pending" }]);
    await sink.send("late-flights", [{ ...firing, acknowledged: { by: "ann", reason: "known", time: 1 } }]);
    expect(server.told).toMatchObject([
      {
        status: "firing",
        alert: {
          labels: { alertname: "calibration", model: "late-flights", team: "risk" },
          annotations: { acknowledged: "ann: known", summary: firing.message },
          startsAt: "1970-01-01T00:00:01.000Z",
          generatorURL: "http://dashboards/late",
        },
      },
    ]);
    const stands = Date.parse(server.told[0]?.alert.endsAt ?? "") - before;
    expect(stands).toBeGreaterThanOrEqual(60_000);
    await server.close();
  });

  it("of windows that end later than this machine's time begin now", async () => {
    const bodies: unknown[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      bodies.push(...JSON.parse(String(init?.body)));
      return new Response();
    };
    const sink = alertmanagerAlarms({ url: "http://alerts/prefix/", fetch, clock: createSimulatedClock(500) });
    await sink.send("late-flights", [firing, resolved]);
    const labels = { alertname: "calibration", model: "late-flights" };
    const annotations = { alarm: firing.id, summary: firing.message, numbers: '{"predicted":0.3,"seen":0.4}' };
    const startsAt = "1970-01-01T00:00:00.500Z";
    expect(bodies).toEqual([
      { labels, annotations, startsAt, endsAt: "1970-01-08T00:00:00.500Z" },
      { labels, annotations, startsAt, endsAt: startsAt },
    ]);
  });

  it("are refused with what Alertmanager says, and the credentials never stand in a message", async () => {
    const server = await startFakeAlertmanager("right-password");
    const send = (url: string, password: string) =>
      alertmanagerAlarms({ url, headers: { authorization: `Bearer ${password}` } }).send("late", [firing]);
    await send(server.url, "right-password");
    const wrong = await serviceFailure(send(server.url, "wrong-password"));
    expect(wrong).toMatchObject({ status: 401, retryable: false });
    expect(wrong.message).toContain('answered with status 401: "wrong: [redacted]"');
    const nameless = alertmanagerAlarms({ url: server.url, headers: { authorization: "Bearer right-password" } });
    expect(await serviceFailure(nameless.send("", [{ ...firing, rule: "" }]))).toMatchObject({
      status: 400,
      retryable: false,
    });
    expect(await serviceFailure(send(`${server.url}/other`, "right-password"))).toMatchObject({ status: 404 });
    await server.close();
    const gone = await serviceFailure(send(server.url, "right-password"));
    expect(gone).toMatchObject({ status: undefined, retryable: true });
    expect(gone.message).toContain(`Expected an answer of ${server.url}/api/v2/alerts, got `);
    expect(gone.message).toMatch(/got (ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)$/);
    for (const value of ["user:pass@host", "host/?token=secret-token"])
      expect(() => alertmanagerAlarms({ url: `http://${value}` })).toThrow("`url` to be an http or https address");
    for (const value of ["user:pass@host", "host/?token=secret-token"])
      expect(() => alertmanagerAlarms({ url: `http://${value}` })).not.toThrow(/pass@|secret/);
  });

  it("of a server that hangs or closes in mid-answer are told again later", async () => {
    let deed: "hangs" | "closes" = "hangs";
    const server = createServer((_, response) => {
      if (deed === "closes") response.writeHead(200, { "content-length": 9 }).write("half", () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const sink = alertmanagerAlarms({ url, timeoutMilliseconds: 200 });
    const slow = await serviceFailure(sink.send("late", [firing]));
    expect([slow.retryable, slow.message.includes("got none within 200 ms")]).toEqual([true, true]);
    deed = "closes";
    expect((await serviceFailure(sink.send("late", [firing]))).retryable).toBe(true);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("take no labels that it gives itself, or that Alertmanager would refuse", () => {
    for (const labels of [{ model: "x" }, { alertname: "x" }, { "a-b": "x" }, { a: 1 }])
      expect(() => Reflect.apply(alertmanagerAlarms, undefined, [{ url: "http://a", labels }])).toThrow("`labels`");
  });
});
