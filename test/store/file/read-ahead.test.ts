import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReadAhead } from "../../../src/store/file/read-ahead.js";

describe("createReadAhead", () => {
  it("gives what reading one by one gives, whatever is asked for, and reads little that is not", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 200 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 200 }),
        async (numbers, steps) => {
          const there = [...numbers].sort((left, right) => left - right);
          let reads = 0;
          const take = createReadAhead(
            async () => there,
            async (first) => {
              reads++;
              return there.includes(first) ? first : undefined;
            },
          );
          let asked = 0;
          for (const step of steps) {
            asked += step;
            expect(await take(asked)).toBe(there.includes(asked) ? asked : undefined);
          }
          expect(reads).toBeLessThanOrEqual(steps.length + there.length);
        },
      ),
    );
  });

  it("reads several at once when many are asked for, and none ahead for a few", async () => {
    let [running, most, reads] = [0, 0, 0];
    const names = Array.from({ length: 200 }, (_, index) => index + 1);
    const take = createReadAhead(
      async () => names,
      async (first) => {
        reads++;
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return first;
      },
    );
    for (let first = 1; first <= 10; first++) await take(first);
    expect([reads, most]).toEqual([10, 1]);
    for (let first = 11; first <= 200; first++) expect(await take(first)).toBe(first);
    // The one that is waited for, and 16 ahead of it.
    expect(most).toBe(17);
    expect(reads).toBe(200);
  });

  it("tells a failure to whoever takes what failed, and to nobody else", async () => {
    const take = createReadAhead(
      async () => Array.from({ length: 40 }, (_, index) => index + 1),
      async (first) => {
        if (first === 30) throw new Error("damaged");
        return first;
      },
    );
    for (let first = 1; first <= 29; first++) expect(await take(first)).toBe(first);
    await expect(take(30)).rejects.toThrow("damaged");
    expect(await take(31)).toBe(31);
  });
});
