import { composeStore, createRandom, memoryBlobs, type StoredEvent } from "golden-pipeline";
import { sqliteLogs } from "golden-pipeline/adapters/sqlite";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChild } from "../../store/children/start-child.js";
import { freshFile } from "./sqlite-checks.js";

let file: ReturnType<typeof freshFile>;
beforeEach(() => {
  file = freshFile((path) => new Database(path));
});
afterEach(() => file.close());

const child = (name: string, count: number, onLine?: (lines: number) => void) =>
  startChild("../../adapters/sqlite/children/append-many.ts", [file.path, name, String(count)], onLine);

/** The commits of three events each, in order, by who made them. */
async function commits(): Promise<readonly { readonly name: string; readonly index: number }[]> {
  const store = composeStore({ logs: sqliteLogs(file.open()), blobs: memoryBlobs() });
  const events: StoredEvent[] = [];
  // Every line's hash and its link to the one before are checked while it is read.
  for await (const event of store.read("shared")) events.push(event);
  const data = events.map((event) => event.data as { name: string; index: number; part: number });
  expect(data.map(({ part }) => part)).toEqual(data.map((_, place) => (place % 3) + 1));
  return data
    .filter(({ part }) => part === 3)
    .map(({ name, index }, commit) => {
      expect(data[commit * 3]).toEqual({ name, index, part: 1 });
      return { name, index };
    });
}

describe("three processes on one file", () => {
  it("that begin together, tables and all, and race 100 appends each on one log lose none, tear none and double none", async () => {
    const names = ["left", "middle", "right"];
    const children = names.map((name) => child(name, 100));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    const made = await commits();
    expect(made).toHaveLength(300);
    for (const name of names)
      expect(made.filter((commit) => commit.name === name).map(({ index }) => index)).toEqual(
        Array.from({ length: 100 }, (_, index) => index),
      );
  });
});

describe("a process killed by kill -9 at a random moment", () => {
  it("loses no append that was acknowledged, leaves none torn, and its successor goes on at once", async () => {
    const random = createRandom(11).stream("kill");
    const acknowledged = new Map<number, { readonly name: string; readonly index: number }>();
    for (let round = 0; round < 4; round++) {
      const limit = 1 + Math.floor(random() * 60);
      const killed = child(String(round), 1_000_000, (lines) => {
        if (lines >= limit) killed.process.kill("SIGKILL");
      });
      expect(await killed.ended).toBe("SIGKILL");
      for (const line of killed.lines) {
        const [sequence = 0, index = 0] = line.split(" ").map(Number);
        acknowledged.set(sequence, { name: String(round), index });
      }
    }
    const made = await commits();
    expect(acknowledged.size).toBeGreaterThan(4);
    for (const [sequence, commit] of acknowledged) expect(made[sequence / 3 - 1]).toEqual(commit);
    expect(new Set(made.map(({ name, index }) => `${name} ${index}`)).size).toBe(made.length);
    // At most the one append going on at each kill stands without having been acknowledged.
    expect(made.length - acknowledged.size).toBeLessThanOrEqual(4);
  });
});
