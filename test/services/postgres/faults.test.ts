import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { composeStore, memoryBlobs } from "golden-pipeline";
import { postgresLogs } from "golden-pipeline/adapters/postgres";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cacheFolder } from "../../../scripts/services/cache-folder.js";
import { freePort } from "../../../scripts/services/free-port.js";
import type { Server } from "../../../scripts/services/start-server.js";
import { startPostgres } from "../../../scripts/services/systems/postgres.js";
import { factsOf } from "../facts-of.js";
import { openPool, password } from "./connect.js";

async function failure(work: Promise<unknown>): Promise<Error & { readonly code?: string }> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof Error)) throw new Error("Expected a failure, there was none");
  return error;
}

describe("a wrong password", () => {
  it("is told without the password", async () => {
    const wrong = openPool({ password: "not-the-password" });
    const error = await failure(postgresLogs(wrong).append("log", 0, ["a"]));
    expect(error).toMatchObject({ code: "28P01", message: 'password authentication failed for user "postgres"' });
    for (const text of [error.message, String(error.stack), JSON.stringify(error)])
      expect(text).not.toContain("not-the-password");
    await wrong.end();
  });
});

describe("a server that is killed in the middle of appends", () => {
  const place = { cache: cacheFolder(), folder: join(factsOf("postgres").text("folder"), "faults") };
  const signal = new AbortController().signal;
  let port: number;
  let server: Server;
  let pool: pg.Pool;
  beforeAll(async () => {
    mkdirSync(place.folder);
    port = await freePort();
    server = await startPostgres({ ...place, signal }, port);
    pool = openPool({ port });
  });
  afterAll(async () => {
    await pool.end();
    await server.stop();
  });

  it("fails them with an error of the client, and when it is back nothing that was acknowledged is lost", async () => {
    const store = composeStore({ logs: postgresLogs(pool), blobs: memoryBlobs() });
    const append = async (index: number) =>
      (await store.append("log", [{ type: "counted", time: index, data: index }])).sequence;
    const acknowledged: number[] = [];
    for (let round = 0; round < 3; round++) {
      const limit = acknowledged.length + 20;
      let gone: Promise<void> | undefined;
      const error = await failure(
        (async () => {
          for (;;) {
            acknowledged.push(await append(acknowledged.length));
            if (acknowledged.length === limit) gone = server.kill();
          }
        })(),
      );
      expect(error.message).toMatch(/terminat|ECONNREFUSED|ECONNRESET|EPIPE|recovery/i);
      expect(error.message).not.toContain(password);
      await gone;
      expect((await failure(append(0))).message).toContain("ECONNREFUSED");
      server = await startPostgres({ ...place, signal }, port);
    }
    const kept: unknown[] = [];
    for await (const { data } of store.read("log")) kept.push(data);
    const sequences = new Set(acknowledged);
    expect(sequences.size).toBe(acknowledged.length);
    for (const [index, sequence] of acknowledged.entries()) expect(kept[sequence - 1]).toBe(index);
    expect(kept.length - acknowledged.length).toBeLessThanOrEqual(3);
    expect((await store.append("log", [{ type: "counted", time: 0, data: -1 }])).sequence).toBe(kept.length + 1);
  });
});
