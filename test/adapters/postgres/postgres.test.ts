import { PGlite } from "@electric-sql/pglite";
import fc from "fast-check";
import { createSimulatedClock, InvalidArgumentError } from "golden-pipeline";
import {
  postgresBlobs,
  postgresHistory,
  postgresKeys,
  postgresLogs,
  postgresOnlineFeatures,
  postgresTables,
} from "golden-pipeline/adapters/postgres";
import { createMemoryHistory } from "golden-pipeline/features";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgresChecks } from "./postgres-checks.js";

/** Postgres itself, compiled to run in this process: one connection, so races are run against a server by `npm run test:services`. */
let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
});
afterAll(() => database.close());

for (const { name, checks } of postgresChecks(() => ({ client: database, other: database })))
  describe(`Postgres, in process: ${name}`, () => {
    for (const { name, run } of checks) it(name, run);
  });

const entry = (id: string, knownAt: number, value: number) => ({ series: "delay", key: "ATL", id, knownAt, value });

describe("history in Postgres", () => {
  it("gives what the memory history gives, whatever is recorded and corrected in whatever portions", async () => {
    const entries = fc.array(
      fc.record({
        series: fc.constantFrom("delay", "late"),
        key: fc.constantFrom("ATL", "\ud800", "", "\0"),
        id: fc.constantFrom("a", 'b"', "\udc00", "é", ""),
        knownAt: fc.constantFrom(0, 0.1, 59_999.5, 60_000, 1e12, -5),
        value: fc.double({ noNaN: true }),
      }),
      { maxLength: 12 },
    );
    const stored = postgresHistory(database, { schema: "property" });
    let tries = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(entries, { maxLength: 4 }), async (drawn) => {
        const own = ++tries; // The table is made once; each try has series of its own.
        const portions = drawn.map((portion) => portion.map((one) => ({ ...one, series: `${one.series} ${own}` })));
        const memory = createMemoryHistory();
        for (const portion of portions) for (const history of [stored, memory]) await history.record(portion);
        for (const { series, key } of portions.flat())
          for (const at of [0, 60_001, 2e12])
            for (const minutes of [1, Number.POSITIVE_INFINITY]) {
              const expected = Array.from((await memory.read(series, key, at, minutes)).values, (value) => value + 0);
              // 0 and -0 are equal: neither history orders them.
              const found = Array.from((await stored.read(series, key, at, minutes)).values, (value) => value + 0);
              expect(found).toEqual(expected);
            }
      }),
      { numRuns: 30 },
    );
  });

  it("forgets what is older than its key's newest value by more than it has to keep", async () => {
    const history = postgresHistory(database, { schema: "forgetful", retentionMinutes: 1 });
    await history.record([entry("a", 0, 1), entry("b", 1, 2), { ...entry("c", 0, 3), key: "JFK" }]);
    await history.record([entry("d", 60_001, 4)]);
    const read = async (key: string) => Array.from((await history.read("delay", key, 1e6, 1e6)).values);
    expect(await read("ATL")).toEqual([2, 4]);
    expect(await read("JFK")).toEqual([3]);
  });

  it("refuses a known time that is none", async () => {
    await expect(postgresHistory(database).record([entry("a", Number.NaN, 1)])).rejects.toThrow(
      "`knownAt` to be milliseconds since 1970",
    );
  });
});

describe("online features in Postgres", () => {
  it("keep the newest of what one call writes, and of two of one time the later", async () => {
    const clock = createSimulatedClock(10);
    const online = postgresOnlineFeatures(database, { schema: "newest", features: { visits: {} }, clock });
    const write = (eventTime: number, visits: number) => ({ entity: { user: "ann" }, eventTime, values: { visits } });
    await online.write([write(1, 1), write(5, 2), write(5, 3), write(4, 4)]);
    const present = { status: "present", eventTime: 5 };
    expect(await online.get([{ user: "ann" }], ["visits"])).toEqual([{ visits: { ...present, value: 3 } }]);
  });

  it("refuse an event time that is none, and features without a name", async () => {
    const online = postgresOnlineFeatures(database, { features: { visits: {} } });
    const row = { entity: { user: "ann" }, eventTime: Number.NaN, values: { visits: 1 } };
    await expect(online.write([row])).rejects.toThrow("`eventTime` to be milliseconds since 1970");
    expect(() => postgresOnlineFeatures(database, { features: { "": {} } })).toThrow("`features` with names");
  });

  it("let errors of the client through, and leave when they are told to", async () => {
    const gone = { query: () => Promise.reject(new Error("connect ECONNREFUSED")) };
    const hanging = { query: () => new Promise<never>(() => undefined) };
    const features = { visits: {} };
    await expect(postgresOnlineFeatures(gone, { features }).get([{ user: "ann" }], ["visits"])).rejects.toThrow(
      "connect ECONNREFUSED",
    );
    const leaving = new AbortController();
    const asked = postgresOnlineFeatures(hanging, { features }).get([{ user: "ann" }], ["visits"], leaving);
    leaving.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
  });
});

describe("the tables", () => {
  it("are made by who owns the database, for an application that may not make any", async () => {
    const options = { schema: "given", createTables: false };
    await expect(postgresLogs(database, options).head("log")).rejects.toThrow("does not exist");
    for (let time = 0; time < 2; time++) await database.exec(postgresTables({ schema: "given" }));
    expect(await postgresLogs(database, options).append("log", 0, ["a"])).toBe(true);
    expect(await postgresLogs(database, { schema: "given" }).head("log")).toEqual({ sequence: 1, line: "a" });
    await postgresHistory(database, options).record([entry("a", 1, 2)]);
    const online = postgresOnlineFeatures(database, { ...options, features: { visits: {} } });
    await online.write([{ entity: { user: "ann" }, eventTime: 0, values: { visits: 1 } }]);
  });

  it("of a history come beside those of a store that was there before", async () => {
    await postgresLogs(database, { schema: "older" }).append("log", 0, ["a"]);
    const history = postgresHistory(database, { schema: "older" });
    await history.record([entry("a", 1, 2)]);
    expect(Array.from((await history.read("delay", "ATL", 2, 1)).values)).toEqual([2]);
  });

  it("of one schema know nothing of another's", async () => {
    await postgresLogs(database, { schema: "left_one" }).append("log", 0, ["a"]);
    expect(await postgresLogs(database, { schema: "right_one" }).list("")).toEqual([]);
  });

  it("are tried again after the database was not there", async () => {
    let there = false;
    const client = {
      async query(text: string, values?: unknown[]) {
        if (!there) throw new Error("connect ECONNREFUSED");
        return database.query<object>(text, values);
      },
    };
    const logs = postgresLogs(client, { schema: "later" });
    await expect(logs.head("log")).rejects.toThrow("connect ECONNREFUSED");
    there = true;
    expect(await logs.append("log", 0, ["a"])).toBe(true);
  });
});

describe("the parts", () => {
  it("refuse what is no client, and schemas that would need quotes", () => {
    for (const part of [postgresLogs, postgresBlobs, postgresKeys]) {
      expect(() => Reflect.apply(part, undefined, [{}])).toThrow(InvalidArgumentError);
      for (const schema of ["", "A", 'a"; drop table x', "1a", "a".repeat(64)])
        expect(() => part(database, { schema })).toThrow("`schema` to be a name of lower-case letters");
    }
  });

  it("make a statement again that met another one, and let every other error through", async () => {
    let met = 3;
    const failing = (code: string) => ({
      async query(text: string, values?: unknown[]) {
        if (text.includes("moved") && met-- > 0) throw Object.assign(new Error("from the server"), { code });
        return database.query<object>(text, values);
      },
    });
    const options = { schema: "met" };
    expect(await postgresLogs(failing("40001"), options).append("log", 0, ["a"])).toBe(true);
    expect(met).toBe(-1);
    met = 1;
    expect(await postgresLogs(failing("40P01"), options).append("log", 0, ["a"])).toBe(false);
    met = 1;
    await expect(postgresLogs(failing("57P01"), options).append("log", 1, ["b"])).rejects.toThrow("from the server");
    met = Number.POSITIVE_INFINITY;
    await expect(postgresLogs(failing("40001"), options).append("log", 1, ["b"])).rejects.toThrow("from the server");
  });

  it("mend a blob that was damaged when it is put again, and read long logs page by page", async () => {
    const blobs = postgresBlobs(database, { schema: "mended" });
    const digest = `sha256:${"0".repeat(64)}` as const;
    await blobs.put(digest, Uint8Array.of(1));
    await blobs.put(digest, Uint8Array.of(2));
    expect(await blobs.get(digest)).toEqual(Uint8Array.of(2));
    const logs = postgresLogs(database, { schema: "mended" });
    for (let after = 0; after < 1200; after += 400)
      await logs.append(
        "long",
        after,
        Array.from({ length: 400 }, (_, index) => String(after + index + 1)),
      );
    const read: number[] = [];
    for await (const { sequence, line } of logs.read("long", { from: 100, to: 1150 })) {
      expect(line).toBe(String(sequence));
      read.push(sequence);
    }
    expect(read).toEqual(Array.from({ length: 1051 }, (_, index) => index + 100));
  });
});
