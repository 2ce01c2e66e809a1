import { composeStore, createRandom, memoryBlobs, type StoredEvent } from "golden-pipeline";
import { postgresLogs } from "golden-pipeline/adapters/postgres";
import { afterAll, describe, expect, it } from "vitest";
import { startChild } from "../../store/children/start-child.js";
import { openPool, password, port } from "./connect.js";

const pool = openPool();
afterAll(() => pool.end());
process.env.PGPASSWORD = password; // For the children.

const child = (schema: string, name: string, count: number, onLine?: (lines: number) => void) =>
  startChild("../../services/postgres/children/append-many.ts", [String(port), schema, name, String(count)], onLine);

async function eventsOf(schema: string): Promise<readonly StoredEvent[]> {
  const store = composeStore({ logs: postgresLogs(pool, { schema }), blobs: memoryBlobs() });
  const events: StoredEvent[] = [];
  // Every line's hash and its link to the one before are checked while it is read.
  for await (const event of store.read("shared")) events.push(event);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  return events;
}

describe("three processes on one Postgres", () => {
  it("that begin together, tables and all, and race 200 appends each on one log lose none and double none", async () => {
    const names = ["left", "middle", "right"];
    const children = names.map((name) => child("raced", name, 200));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    const events = await eventsOf("raced");
    expect(events).toHaveLength(600);
    for (const name of names) {
      const own = events
        .map(({ data }) => data as { name: string; index: number })
        .filter((data) => data.name === name);
      expect(own.map(({ index }) => index)).toEqual(Array.from({ length: 200 }, (_, index) => index));
    }
  });
});

describe("a process killed by kill -9 at a random moment", () => {
  it("loses no append that was acknowledged, and its successor goes on at once", async () => {
    const random = createRandom(11).stream("kill");
    const acknowledged = new Map<number, number>();
    for (let round = 0; round < 4; round++) {
      const limit = 1 + Math.floor(random() * 60);
      const killed = child("killed", String(round), 1_000_000, (lines) => {
        if (lines >= limit) killed.process.kill("SIGKILL");
      });
      expect(await killed.ended).toBe("SIGKILL");
      for (const line of killed.lines) {
        const [sequence = 0, index = 0] = line.split(" ").map(Number);
        acknowledged.set(sequence, index);
      }
    }
    const events = await eventsOf("killed");
    expect(acknowledged.size).toBeGreaterThan(4);
    for (const [sequence, index] of acknowledged) expect(events[sequence - 1]?.data).toMatchObject({ index });
    // At most the one append going on at each kill stands without having been acknowledged.
    expect(events.length - acknowledged.size).toBeLessThanOrEqual(4);
  });
});
