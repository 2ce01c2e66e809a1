import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  createRandom,
  type Digest,
  ErasedError,
  type Head,
  StorageError,
  type Store,
  type StoredEvent,
} from "../../src/core/index.js";
import { createFileStore, fsck } from "../../src/store/index.js";
import { PowerLossFileSystem } from "./power-loss-file-system.js";

interface Acknowledged {
  head: Head;
  readonly values: number[];
  readonly blobs: { readonly digest: Digest; readonly text: string; readonly subject: string | undefined }[];
  readonly erased: Set<string>;
  readonly erasing: Set<string>;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Appends, blobs, erasures and trims until the power fails; notes only what was acknowledged. */
async function work(store: Store, acknowledged: Acknowledged, start: number): Promise<void> {
  for (let value = start; value < start + 12; value++) {
    const count = 1 + (value % 3);
    const events = Array.from({ length: count }, () => ({ type: "counted", time: value, data: value }));
    acknowledged.head = await store.append("a/log", events, { expect: acknowledged.head.sequence });
    for (let index = 0; index < count; index++) acknowledged.values.push(value);
    const subject = value % 2 ? `subject-${value % 4}` : undefined;
    if (subject === undefined || !acknowledged.erasing.has(subject)) {
      const text = `blob ${value % 5}`;
      const digest = await store.blobs.put(bytesOf(text), subject === undefined ? {} : { subject });
      acknowledged.blobs.push({ digest, text, subject });
    }
    if (value % 7 === 5) {
      acknowledged.erasing.add("subject-1");
      await store.erase("subject-1");
      acknowledged.erased.add("subject-1");
    }
    if (value % 5 === 4) await store.trim("a/log", acknowledged.head.sequence - 3);
  }
}

async function collect(events: AsyncIterable<StoredEvent>): Promise<readonly StoredEvent[]> {
  const collected: StoredEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

async function expectAllThere(store: Store, acknowledged: Acknowledged): Promise<void> {
  const head = await store.head("a/log");
  expect(head.sequence).toBeGreaterThanOrEqual(acknowledged.head.sequence);
  const events = await collect(store.read("a/log"));
  if (acknowledged.head.sequence > 0) expect(events[0]?.sequence).toBeLessThanOrEqual(acknowledged.head.sequence);
  for (const { sequence, data, hash } of events) {
    if (sequence <= acknowledged.values.length) expect(data).toBe(acknowledged.values[sequence - 1]);
    if (sequence === acknowledged.head.sequence) expect(hash).toBe(acknowledged.head.hash);
  }
  expect(events.at(-1)?.sequence ?? 0).toBe(head.sequence);
  for (const { digest, text, subject } of acknowledged.blobs) {
    if (subject !== undefined && acknowledged.erasing.has(subject)) {
      if (acknowledged.erased.has(subject))
        await expect(store.blobs.get(digest)).rejects.toSatisfy((error) => ErasedError.isInstance(error));
    } else expect(new TextDecoder().decode(await store.blobs.get(digest))).toBe(text);
  }
}

describe("a file store whose power fails", () => {
  it("has everything that was acknowledged, at whichever operation it fails, and twice in a row", async () => {
    const random = createRandom(7).stream("power");
    const whole = new PowerLossFileSystem();
    const nothing = (): Acknowledged => ({
      head: { sequence: 0, hash: null },
      values: [],
      blobs: [],
      erased: new Set(),
      erasing: new Set(),
    });
    await work(createFileStore("/store", { fileSystem: whole }), nothing(), 0);
    expect(whole.operations).toBeGreaterThan(300);
    for (let failAt = 0; failAt <= whole.operations; failAt++) {
      const acknowledged = nothing();
      const disk = new PowerLossFileSystem();
      disk.failAt = failAt;
      await work(createFileStore("/store", { fileSystem: disk }), acknowledged, 0).catch((error: unknown) => {
        if (!StorageError.isInstance(error) && !String(error).includes("the power is gone")) throw error;
      });
      const second = disk.afterPowerLoss(random);
      const store = createFileStore("/store", { fileSystem: second });
      await expectAllThere(store, acknowledged);
      for (const subject of acknowledged.erased) {
        const secret = second.names.get(`/store/keys/${"0".repeat(64)}.key`)?.bytes ?? new Uint8Array(0);
        const id = createHmac("sha256", secret).update(subject).digest("hex");
        expect(second.names.has(`/store/keys/${id}.erased`)).toBe(true);
        const key = second.names.get(`/store/keys/${id}.key`);
        expect([...(key?.bytes ?? [])].filter((byte) => byte !== 0)).toEqual([]);
      }
      const damage = (await fsck(store)).findings.filter(({ kind }) => kind !== "orphan-temp" && kind !== "erased");
      expect(damage).toEqual([]);
      if (failAt % 7 !== 0) continue;
      // Whatever was not acknowledged and yet stands counts from here on.
      acknowledged.head = await store.head("a/log");
      const values = new Map(
        (await collect(store.read("a/log"))).map(({ sequence, data }) => [sequence, Number(data)]),
      );
      for (let sequence = acknowledged.values.length + 1; sequence <= acknowledged.head.sequence; sequence++)
        acknowledged.values.push(values.get(sequence) ?? Number.NaN);
      second.failAt = second.operations + 40 + (failAt % 97);
      await work(store, acknowledged, 100).catch((error: unknown) => {
        if (!StorageError.isInstance(error) && !String(error).includes("the power is gone")) throw error;
      });
      await expectAllThere(createFileStore("/store", { fileSystem: second.afterPowerLoss(random) }), acknowledged);
    }
  });

  it("would be caught losing what was acknowledged if it did not sync", async () => {
    const random = createRandom(7).stream("power");
    let lost = 0;
    for (let round = 0; round < 20; round++) {
      const disk = new PowerLossFileSystem();
      const store = createFileStore("/store", { fileSystem: disk, durability: "process" });
      for (let value = 0; value < 5; value++) await store.append("log", [{ type: "counted", time: 0, data: value }]);
      const after = createFileStore("/store", { fileSystem: disk.afterPowerLoss(random) });
      const head = await after.head("log").catch(() => undefined);
      if (head?.sequence !== 5) lost++;
    }
    expect(lost).toBeGreaterThan(0);
  });
});
