import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEventStream } from "../../../src/adapters/openai-compatible/read-event-stream.js";

async function read(text: string, cuts: readonly number[]): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  const places = [
    0,
    ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((left, right) => left - right),
    bytes.length,
  ];
  async function* chunks() {
    for (let index = 1; index < places.length; index++) yield bytes.subarray(places[index - 1], places[index]);
  }
  const events: string[] = [];
  for await (const event of readEventStream(chunks())) events.push(event);
  return events;
}

describe("readEventStream", () => {
  it("gives the same events wherever the bytes are cut, with any line ends", async () => {
    const line = fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.replace(/[\r\n\ufeff\0]/g, ""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
        fc.constantFrom("\n", "\r", "\r\n"),
        fc.array(fc.nat(), { maxLength: 8 }),
        async (events, end, cuts) => {
          const text = events
            .map((lines) => `${lines.map((data) => `data: ${data}${end}`).join("")}${end}`)
            .join(`: comment${end}`);
          expect(await read(text, cuts)).toEqual(events.map((lines) => lines.join("\n")));
        },
      ),
    );
  });

  it("takes off a byte order mark and one space, passes other fields over, and drops an event without an end", async () => {
    const text = "\ufeffdata:  two spaces\nid: 1\nevent: x\nretry: 5\n\ndata\n\nid: 2\n\ndata: cut off\n";
    expect(await read(text, [])).toEqual([" two spaces", ""]);
  });
});
