import { describe, expect, it } from "vitest";
import { decodeEvent, encodeEvents, eventHash } from "../../src/core/house.js";
import { createMemoryStore, type Json, type StoredEvent } from "../../src/core/index.js";
import golden from "../fixtures/store/event-format.json" with { type: "json" };

const { log } = golden;
const events = golden.events as readonly StoredEvent[];

describe("the event format", () => {
  it("hashes as the fixture of another implementation says", async () => {
    for (const event of events) expect(eventHash(log, event)).toBe(event.hash);
    const store = createMemoryStore();
    await store.append(log, events);
    const stored: StoredEvent[] = [];
    for await (const event of store.read(log)) stored.push(event);
    expect(stored).toEqual(events);
  });

  it("covers the log's name, so that an event cannot be moved to another log", () => {
    const [line = ""] = encodeEvents(log, { sequence: 0, hash: null }, events).lines;
    expect(decodeEvent(log, line)).toEqual(events[0]);
    expect(decodeEvent("registry/other", line)).toBeUndefined();
  });

  it("sees any edit of a line, also one that leaves its meaning alone", () => {
    const [line = ""] = encodeEvents(log, { sequence: 0, hash: null }, events).lines;
    for (let position = 0; position < line.length; position++)
      expect(decodeEvent(log, `${line.slice(0, position)}#${line.slice(position + 1)}`)).toBeUndefined();
    expect(decodeEvent(log, ` ${line}`)).toBeUndefined();
    expect(decodeEvent(log, "")).toBeUndefined();
  });

  it("is not misled by data that looks like an event", () => {
    const data: Json = {
      text: ',"log":"registry/late-flights","previous":',
      log,
      previous: null,
      hash: events[0]?.hash ?? "",
    };
    const { lines } = encodeEvents(log, { sequence: 0, hash: null }, [
      { type: "x", time: 0, data: { nested: data, ...data } },
    ]);
    expect(decodeEvent(log, lines[0] ?? "")?.data).toEqual({ nested: data, ...data });
  });
});
