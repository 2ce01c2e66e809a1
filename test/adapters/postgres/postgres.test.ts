import { PGlite } from "@electric-sql/pglite";
import { InvalidArgumentError } from "golden-pipeline";
import { postgresBlobs, postgresKeys, postgresLogs, postgresTables } from "golden-pipeline/adapters/postgres";
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

describe("the tables", () => {
  it("are made by who owns the database, for an application that may not make any", async () => {
    const options = { schema: "given", createTables: false };
    await expect(postgresLogs(database, options).head("log")).rejects.toThrow("does not exist");
    for (let time = 0; time < 2; time++) await database.exec(postgresTables({ schema: "given" }));
    expect(await postgresLogs(database, options).append("log", 0, ["a"])).toBe(true);
    expect(await postgresLogs(database, { schema: "given" }).head("log")).toEqual({ sequence: 1, line: "a" });
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
