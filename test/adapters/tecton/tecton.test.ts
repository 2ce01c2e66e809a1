import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSimulatedClock, InvalidArgumentError } from "golden-pipeline";
import { tectonOnlineFeatures } from "golden-pipeline/adapters/tecton";
import type { OnlineFeatures } from "golden-pipeline/ports";
import { onlineFeaturesChecks } from "golden-pipeline/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serviceFailure } from "../service-failure.js";
import { startFakeTecton } from "./fake-tecton.js";

let server: Awaited<ReturnType<typeof startFakeTecton>>;
beforeAll(async () => {
  server = await startFakeTecton();
});
afterAll(() => server.close());

const now = Date.UTC(2026, 10, 28);
const hour = 3_600_000;
const features = {
  "by_user.visits": {},
  "by_user.country": { maximumAgeMilliseconds: hour },
  "by_user.days": {},
  "by_user.last": {},
};
const named = { workspace: "prod", service: "by_user", headers: { authorization: "Tecton-key key" }, features };
const create = (options: Partial<Parameters<typeof tectonOnlineFeatures>[0]> = {}) =>
  tectonOnlineFeatures({ url: server.url, clock: createSimulatedClock(now), ...named, ...options });
type Entity = Parameters<OnlineFeatures["get"]>[0][number];

let checks = 0;
const serviceOf = (entity: Entity | undefined) => (entity !== undefined && "from" in entity ? "by_route" : "by_user");

describe("online features of Tecton", () => {
  // A service has keys of its own, where the suite asks for `visits` of any entity; every check has entities of its own.
  for (const { name, run } of onlineFeaturesChecks(async () => {
    const place = `check ${++checks} `;
    const own = (entity: Entity) =>
      Object.fromEntries(Object.entries(entity).map(([key, value]) => [key, place + value]));
    const online: Required<OnlineFeatures> = {
      specificationVersion: "v1",
      async get(entities, asked, options) {
        const service = serviceOf(entities[0]);
        const tecton = create({ service, features: { ...features, "by_route.visits": {} } });
        const names = asked.map((feature) => `${service}.${feature}`);
        const rows = await tecton.get(entities.map(own), names, options);
        return rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name.slice(service.length + 1), value])),
        );
      },
      async write(rows) {
        for (const { entity, eventTime, values } of rows) {
          const { visits, ...others } = values;
          const written =
            visits === undefined ? others : { ...others, visits: visits === null ? null : String(visits) };
          server.put(serviceOf(entity), own(entity), eventTime, written);
        }
      },
    };
    return { online, now, close: async () => undefined };
  }))
    it(name, run);

  it("come typed: int64 as a number where one holds it, lists of them, structs by their fields", async () => {
    const last = [12.5, "7"];
    server.put("by_user", { user: "typed" }, now, { visits: "12", days: ["1", "2"], last, country: "AT" });
    server.put("by_user", { user: "large" }, now, { visits: "9007199254740993" });
    const [row, large] = await create().get([{ user: "typed" }, { user: "large" }], Object.keys(features));
    const values = Object.entries(row ?? {}).map(([name, { value }]) => [name, value]);
    expect(Object.fromEntries(values)).toEqual({
      "by_user.visits": 12,
      "by_user.country": "AT",
      "by_user.days": [1, 2],
      "by_user.last": { amount: 12.5, shop: 7 },
    });
    expect(large?.["by_user.visits"]?.value).toBe("9007199254740993");
  });

  it("are asked for one entity a call, keys as text, or for several, each with its own status", async () => {
    server.put("by_user", { user: "1" }, now, { visits: "1" });
    const entities = [{ user: 1 }, { user: "nobody" }, { user: "1" }];
    const metadataOptions = {
      includeNames: true,
      includeDataTypes: true,
      includeEffectiveTimes: true,
      includeServingStatus: true,
    };
    const params = { workspaceName: "prod", featureServiceName: "by_user", metadataOptions };
    const keys = [{ user: "1" }, { user: "nobody" }, { user: "1" }];
    const ask = async (entitiesPerCall: number) => {
      const before = server.called.length;
      const rows = await create({ entitiesPerCall }).get(entities, ["by_user.visits"]);
      expect(rows.map((row) => row["by_user.visits"])).toEqual([
        { value: 1, status: "present", eventTime: now },
        { value: null, status: "not-found", eventTime: undefined },
        { value: 1, status: "present", eventTime: now },
      ]);
      return server.called.slice(before);
    };
    const path = "/api/v1/feature-service/get-features";
    expect(await ask(1)).toEqual(keys.map((joinKeyMap) => ({ path, body: { params: { ...params, joinKeyMap } } })));
    const [first, second] = await ask(2);
    const batchOf = (part: typeof keys) => ({
      path: `${path}-batch`,
      body: { params: { ...params, requestData: part.map((joinKeyMap) => ({ joinKeyMap })) } },
    });
    expect([first, second]).toEqual([batchOf(keys.slice(0, 2)), batchOf(keys.slice(2))]);
  });

  const answering = (answer: unknown) => async () => new Response(JSON.stringify(answer));
  const answerOf = (value: unknown, status: unknown, name = "by_user.visits") => ({
    result: { features: [value] },
    metadata: { features: [{ name, status, effectiveTime: "2026-11-28T00:00:00Z", dataType: { type: "int64" } }] },
  });
  const askFor = (answer: unknown) =>
    create({ url: "http://tecton", fetch: answering(answer) }).get([{ user: "a" }], ["by_user.visits"]);

  it("that Tecton could not look up are an error, never a value", async () => {
    for (const status of ["UNKNOWN", "TIME_OUT"]) {
      const error = await serviceFailure(askFor(answerOf(null, status)));
      expect([error.retryable, error.message]).toEqual([
        true,
        expect.stringContaining(`could not look it up (${status})`),
      ]);
    }
  });

  it("of an answer that is half, or something else, are an error", async () => {
    const half = { ...answerOf("1", "PRESENT"), result: { features: [] } };
    for (const answer of [half, answerOf("1", "NEW"), answerOf("1", []), { result: {} }, [], null])
      expect(await serviceFailure(askFor(answer))).toMatchObject({
        retryable: false,
        message: expect.stringContaining(
          "[tecton] Expected an answer of Tecton's feature server, got something else: ",
        ),
      });
    const torn = create({ url: "http://tecton", fetch: async () => new Response('{"result":') });
    expect((await serviceFailure(torn.get([{ user: "a" }], ["by_user.visits"]))).retryable).toBe(true);
  });

  it("that the service has not, or keys that are no whole numbers, are refused by name", async () => {
    const missing = create({ features: { "by_user.nothing": {} } }).get([{ user: "a" }], ["by_user.nothing"]);
    await expect(missing).rejects.toSatisfy((error) => InvalidArgumentError.isInstance(error));
    await expect(missing).rejects.toThrow("a feature that the service by_user has (by_user.visits, by_user.country");
    await expect(create().get([{ user: 1.5 }], ["by_user.visits"])).rejects.toThrow(
      "key user to be text or a whole number",
    );
    expect(() => create({ features: { visits: {} } })).toThrow("`features` of the form view.feature");
    const unknown = await serviceFailure(create({ service: "nowhere" }).get([{ user: "a" }], ["by_user.visits"]));
    expect([unknown.status, unknown.retryable, unknown.message]).toEqual([
      404,
      false,
      expect.stringContaining("FeatureService nowhere"),
    ]);
    const keys = await serviceFailure(create().get([{ usr: "a" }], ["by_user.visits"]));
    expect([keys.status, keys.message]).toEqual([400, expect.stringContaining("Expected the join keys user")]);
  });

  it("end with the caller's signal, with the limit when the server hangs, and with an error when it is gone", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const online = create({ url, timeoutMilliseconds: 100, concurrency: 1 });
    const controller = new AbortController();
    const asked = online.get([{ user: 1 }, { user: 2 }], ["by_user.visits"], { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    const late = await serviceFailure(online.get([{ user: 1 }], ["by_user.visits"]));
    expect([late.retryable, late.message.includes("none within 100 ms")]).toEqual([true, true]);
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    expect((await serviceFailure(online.get([{ user: 1 }], ["by_user.visits"]))).retryable).toBe(true);
  });

  it("never tell the key", async () => {
    const wrong = create({ headers: { authorization: "Tecton-key wrong-key" } });
    const error = await serviceFailure(wrong.get([{ user: "a" }], ["by_user.visits"]));
    expect([error.status, error.retryable]).toEqual([401, false]);
    expect(error.message).toContain("Invalid API key [redacted]");
    expect(error.message).not.toContain("wrong-key");
  });
});
