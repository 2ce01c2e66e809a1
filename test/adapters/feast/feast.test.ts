import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSimulatedClock, InvalidArgumentError } from "golden-pipeline";
import { createFeastWriter, feastOnlineFeatures } from "golden-pipeline/adapters/feast";
import { onlineFeaturesChecks } from "golden-pipeline/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serviceFailure } from "../service-failure.js";
import { checkedFeast, features } from "./checked-feast.js";
import { startFakeFeast } from "./fake-feast.js";

let server: Awaited<ReturnType<typeof startFakeFeast>>;
beforeAll(async () => {
  server = await startFakeFeast();
});
afterAll(() => server.close());

const answering = (answer: unknown) => async () => new Response(JSON.stringify(answer));
const time = "2026-01-01T00:00:00Z";
const only = { features: { "view:a": {} }, url: "http://feast", clock: createSimulatedClock(Date.parse(time)) };
const answerOf = (value: unknown, status: string, name = "view__a") => ({
  results: [{ values: [value], statuses: [status], event_timestamps: [time] }],
  metadata: { feature_names: [name] },
});

describe("online features of Feast", () => {
  for (const { name, run } of onlineFeaturesChecks(checkedFeast(() => server.url))) it(name, run);

  it("come by name, whatever order the answer has, all entities in one call", async () => {
    await createFeastWriter({ url: server.url }).push("by_user", [
      { user: "ann", visits: 3, country: "AT", event_timestamp: new Date("2026-01-01T00:00:00.900Z") },
      { user: "bob", visits: null, country: "BE", event_timestamp: time },
    ]);
    const before = server.called.length;
    const online = feastOnlineFeatures({ url: server.url, features });
    const rows = await online.get([{ user: "bob" }, { user: "ann" }], ["by_user:visits", "by_user:country"]);
    expect(rows.map((row) => row["by_user:visits"])).toEqual([
      { value: null, status: "missing", eventTime: Date.parse(time) },
      { value: 3, status: "present", eventTime: Date.parse(time) },
    ]);
    expect(rows.map((row) => row["by_user:country"])).toMatchObject([
      { value: "BE", status: "expired" },
      { value: "AT", status: "expired" },
    ]);
    expect(server.called.slice(before)).toEqual([
      {
        path: "/get-online-features",
        body: {
          features: ["by_user:visits", "by_user:country"],
          entities: { user: ["bob", "ann"] },
          full_feature_names: true,
        },
      },
    ]);
  });

  it("have the status that Feast gives them, of every kind that there is", async () => {
    const statusOf = async (value: unknown, status: string) => {
      const online = feastOnlineFeatures({ ...only, fetch: answering(answerOf(value, status)) });
      const [row] = await online.get([{ user: 1 }], ["view:a"]);
      return row?.["view:a"];
    };
    const eventTime = Date.parse(time);
    expect(await statusOf([1, 2], "PRESENT")).toEqual({ value: [1, 2], status: "present", eventTime });
    expect(await statusOf(7, "OUTSIDE_MAX_AGE")).toEqual({ value: 7, status: "expired", eventTime });
    expect(await statusOf(null, "PRESENT")).toEqual({ value: null, status: "missing", eventTime });
    expect(await statusOf(null, "NULL_VALUE")).toEqual({ value: null, status: "missing", eventTime });
    for (const status of ["NOT_FOUND", "INVALID"])
      expect(await statusOf(null, status)).toEqual({ value: null, status: "not-found", eventTime: undefined });
  });

  it("are not found where Feast on Redis says PRESENT of a null of 1970", async () => {
    const never = answerOf(null, "PRESENT");
    const answer = {
      ...never,
      results: never.results.map((one) => ({ ...one, event_timestamps: ["1970-01-01T00:00:00Z"] })),
    };
    const [row] = await feastOnlineFeatures({ ...only, fetch: answering(answer) }).get([{ user: 1 }], ["view:a"]);
    expect(row?.["view:a"]).toEqual({ value: null, status: "not-found", eventTime: undefined });
  });

  it("that Feast has not are refused by what it says, views and features alike", async () => {
    for (const [name, said] of [
      ["nowhere:a", "Feature view nowhere does not exist"],
      ["by_user:nothing", "Feature nothing not found in projection by_user"],
    ] as const) {
      const asked = feastOnlineFeatures({ url: server.url, features: { [name]: {} } }).get([{ user: "a" }], [name]);
      await expect(asked).rejects.toSatisfy((error) => InvalidArgumentError.isInstance(error));
      await expect(asked).rejects.toThrow(said);
    }
  });

  it("are asked for entities of the same keys", async () => {
    const asked = feastOnlineFeatures({ url: server.url, features }).get(
      [{ user: "a" }, { from: "a" }],
      ["by_user:visits"],
    );
    await expect(asked).rejects.toThrow("entities of the same keys, user");
    expect(() => feastOnlineFeatures({ ...only, features: { visits: {} } })).toThrow(
      "`features` of the form view:feature",
    );
  });

  it("of an answer that is half, or something else, are an error", async () => {
    const half = { ...answerOf(1, "PRESENT"), results: [] };
    for (const answer of [
      half,
      answerOf(1, "PRESENT", "view__b"),
      answerOf(1, "NEW"),
      [],
      null,
      answerOf(1, "PRESENT").results,
    ]) {
      const online = feastOnlineFeatures({ ...only, fetch: answering(answer) });
      expect(await serviceFailure(online.get([{ user: 1 }], ["view:a"]))).toMatchObject({
        retryable: false,
        message: expect.stringContaining("[feast] Expected an answer of Feast's feature server, got something else: "),
      });
    }
    const torn = feastOnlineFeatures({ ...only, fetch: async () => new Response('{"results":[') });
    expect((await serviceFailure(torn.get([{ user: 1 }], ["view:a"]))).retryable).toBe(true);
  });

  it("end with the caller's signal, and with the limit when the server hangs", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const online = feastOnlineFeatures({ ...only, url, timeoutMilliseconds: 100 });
    const controller = new AbortController();
    const asked = online.get([{ user: 1 }], ["view:a"], { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    const late = await serviceFailure(online.get([{ user: 1 }], ["view:a"]));
    expect([late.retryable, late.message.includes("none within 100 ms")]).toEqual([true, true]);
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    expect((await serviceFailure(online.get([{ user: 1 }], ["view:a"]))).retryable).toBe(true);
  });

  it("never tell the token", async () => {
    const guarded = await startFakeFeast("right-token");
    const asked = (token: string) =>
      feastOnlineFeatures({ url: guarded.url, features, headers: { authorization: `Bearer ${token}` } }).get(
        [{ user: "a" }],
        ["by_user:visits"],
      );
    expect((await asked("right-token"))[0]?.["by_user:visits"]?.status).toBe("not-found");
    const error = await serviceFailure(asked("wrong-token"));
    expect([error.status, error.retryable]).toEqual([401, false]);
    expect(error.message).toContain("wrong: [redacted]");
    await guarded.close();
  });
});

describe("what is written to Feast", () => {
  it("is pushed as columns, times as ISO text and what a row lacks as null, and no rows are no call", async () => {
    const before = server.called.length;
    const writer = createFeastWriter({ url: `${server.url}/` });
    await writer.push("by_user", []);
    const event_timestamp = new Date(0);
    await writer.push(
      "by_user",
      [
        { user: "a", event_timestamp, visits: 1 },
        { user: "b", event_timestamp },
      ],
      "online_and_offline",
    );
    expect(server.called.slice(before)).toEqual([
      {
        path: "/push",
        body: {
          push_source_name: "by_user",
          df: { user: ["a", "b"], event_timestamp: Array(2).fill("1970-01-01T00:00:00.000Z"), visits: [1, null] },
          to: "online_and_offline",
        },
      },
    ]);
  });

  it("is materialised from where the last time ended, or of a span and some views", async () => {
    const before = server.called.length;
    const writer = createFeastWriter({ url: server.url });
    await writer.materialise({ to: 1000 });
    await writer.materialise({ from: new Date(0), to: 1000, views: ["by_user"] });
    const [start_ts, end_ts] = ["1970-01-01T00:00:00.000Z", "1970-01-01T00:00:01.000Z"];
    expect(server.called.slice(before)).toEqual([
      { path: "/materialize-incremental", body: { end_ts } },
      { path: "/materialize", body: { start_ts, end_ts, feature_views: ["by_user"] } },
    ]);
    await expect(writer.materialise({ from: 5, to: 5 })).rejects.toThrow("`to` to be after `from`");
    await expect(Reflect.apply(writer.materialise, undefined, [{}])).rejects.toThrow("`to` to be a time");
  });

  it("to a source that there is not is refused by what Feast says", async () => {
    const error = await serviceFailure(createFeastWriter({ url: server.url }).push("nowhere", [{ user: "a" }]));
    expect([error.status, error.retryable]).toEqual([422, false]);
    expect(error.message).toContain("Unable to find push source 'nowhere'");
  });
});
