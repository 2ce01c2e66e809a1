import { type NewSchema, registrySerializer, schemaRegistry } from "golden-pipeline/adapters/kafka";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readFramed } from "./framed-record.js";
import { type HttpRegistry, startHttpRegistry, type Trouble } from "./http-registry.js";

const schema: NewSchema = { type: "AVRO", schema: '{"type":"record","name":"R","fields":[{"name":"n","type":"int"}]}' };
let http: HttpRegistry;

beforeAll(async () => {
  http = await startHttpRegistry();
});
afterAll(() => http.close());
beforeEach(() => {
  http.calls.length = 0;
  http.troubles.length = 0;
});

describe("a schema registry over HTTP", () => {
  it("registers, looks up and finds schemas, with all that they refer to, and asks once for each id", async () => {
    const registry = schemaRegistry({ url: `${http.url}/` });
    await registry.register("first/one", { type: "PROTOBUF", schema: 'syntax = "proto3"; message A { int32 n = 1; }' });
    const second: NewSchema = {
      type: "PROTOBUF",
      schema: 'syntax = "proto3"; import "a.proto"; message B { A a = 1; }',
      references: [{ name: "a.proto", subject: "first/one", version: 1 }],
    };
    expect(await registry.lookUp("second", second)).toBeUndefined();
    await registry.register("second", second);
    const third: NewSchema = {
      type: "PROTOBUF",
      schema: 'syntax = "proto3"; import "b.proto"; message C { B b = 1; }',
      references: [{ name: "b.proto", subject: "second", version: 1 }],
    };
    const id = await registry.register("third", third);
    expect(await registry.lookUp("third", third)).toBe(id);
    const found = await registry.find(id);
    expect(found?.references.map(({ name }) => name)).toEqual(["a.proto", "b.proto"]);
    const asked = http.calls.length;
    expect(await registry.find(id)).toBe(found);
    expect(http.calls).toHaveLength(asked);
    expect(http.calls[0]).toBe("POST /subjects/first%2Fone/versions nobody");

    const { serialize } = registrySerializer({ registry, topic: "third", schema: third });
    const value = await serialize({ b: { a: { n: 3 } } });
    expect(await readFramed(registry, [{ value }])).toEqual([{ b: { a: { n: 3 } } }]);
  });

  it("has no schema under some ids and GUIDs: that is no error, and is asked again", async () => {
    const registry = schemaRegistry({ url: http.url });
    for (const id of [4711, 4711, "89791762-2336-4186-9674-299b90a802e2"])
      expect(await registry.find(id)).toBeUndefined();
    expect(http.calls).toHaveLength(3);
  });

  it("is asked again for as long as patience lasts when it is busy or its answer breaks off", async () => {
    const registry = schemaRegistry({ url: http.url });
    http.troubles.push("busy", "half", "garbage");
    const id = await registry.register("t-value", schema);
    http.troubles.push("half");
    expect(await registry.find(id)).toMatchObject({ type: "AVRO" });
    expect(http.calls).toHaveLength(6);
  });

  it.each<readonly [Trouble, boolean, RegExp]>([
    ["busy", true, /status 503: busy/],
    ["slow", true, /none within 50 ms/],
    ["half", true, /Expected an answer/],
    ["incompatible", false, /status 409.*incompatible with an earlier schema/],
    ["elsewhere", false, /status 404.*nothing here/],
  ])("that does not answer well fails what needs it, with the reason: %s", async (trouble, retryable, message) => {
    const registry = schemaRegistry({
      url: http.url,
      timeoutMilliseconds: trouble === "slow" ? 50 : 30_000,
      patienceMilliseconds: 1,
    });
    http.troubles.push(...Array.from({ length: 2 }, () => trouble));
    await expect(registry.register("t-value", schema)).rejects.toMatchObject({
      code: "service",
      retryable,
      message: expect.stringMatching(message),
    });
    http.troubles.length = 0;
    http.troubles.push(trouble, trouble);
    await expect(registry.find(1)).rejects.toMatchObject({ code: "service", retryable });
  });

  it("that nobody serves, or that is none, fails likewise", async () => {
    const nowhere = schemaRegistry({ url: "http://127.0.0.1:1", patienceMilliseconds: 1 });
    await expect(nowhere.find(1)).rejects.toMatchObject({ code: "service", retryable: true });
    const other = schemaRegistry({ url: http.url, fetch: async () => Response.json({ status: "up" }) });
    await expect(other.find(1)).rejects.toThrow("is `url` that of a schema registry?");
    await expect(other.register("s", schema)).rejects.toThrow("is `url` that of a schema registry?");
    const newer = schemaRegistry({
      url: http.url,
      fetch: async () => Response.json({ schema: "{}", schemaType: "XML" }),
    });
    await expect(newer.find(1)).rejects.toThrow("got one of type XML");
  });

  it("is logged in to by name and password or by a token, which stand in no message", async () => {
    const registry = schemaRegistry({ url: http.url, login: { username: "joe", password: "secret" } });
    await registry.register("t-value", schema);
    const bearer = schemaRegistry({ url: http.url, login: { token: "a-token" } });
    await bearer.register("t-value", schema);
    expect(http.calls.map((call) => call.split(" ").slice(2).join(" "))).toEqual([
      "Basic am9lOnNlY3JldA==",
      "Bearer a-token",
    ]);
    http.troubles.push("forbidden");
    const refused = await registry.find(99).catch((error: Error) => error);
    expect(refused).toMatchObject({ code: "service", status: 401, retryable: false });
    expect(String(refused)).not.toMatch(/secret|am9l/);
    const wrong = { username: "joe", password: "" };
    expect(() => schemaRegistry({ url: http.url, login: wrong })).toThrow("`login` to be");
    expect(() => schemaRegistry({ url: "http://joe:secret@registry" })).toThrow("`url` to be");
  });
});
