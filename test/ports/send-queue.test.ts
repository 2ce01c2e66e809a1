import fc from "fast-check";
import { expect, it } from "vitest";
import { createSendQueue } from "../../src/ports/send-queue.js";

it("sends everything once, and flushes when it is durable, however much of a batch is left or fails", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.constantFrom("all", "none", "odd", "fails"), { maxLength: 12 }),
      fc.integer({ min: 1, max: 20 }),
      async (batchSize, outcomes, count) => {
        const durable: number[] = [];
        const coming = [...outcomes];
        const queue = createSendQueue<number>({
          ...{ place: "here", taker: "nobody", about: "numbers", sizeOf: () => 1, batchSize },
          limits: { maximumWaiting: 100, maximumWaitingBytes: 100, retryMilliseconds: 1 },
          async send(batch) {
            const outcome = coming.shift() ?? "all";
            if (outcome === "fails") throw new Error("gone");
            const left = batch.filter((_, index) => outcome === "none" || (outcome === "odd" && index % 2 === 1));
            durable.push(...batch.filter((one) => !left.includes(one)));
            return left.length > 0 ? { left, error: new Error("busy") } : undefined;
          },
        });
        for (let n = 0; n < count; n++) queue.add(n);
        for (;;) {
          const flushed = await queue.flush().then(
            () => true,
            () => false,
          );
          if (flushed) break;
        }
        expect([...durable].sort((one, other) => one - other)).toEqual(Array.from({ length: count }, (_, n) => n));
        expect(queue.counts()).toEqual({ accepted: count, sent: count, waiting: 0, refused: 0 });
        await queue.close();
      },
    ),
    { numRuns: 50 },
  );
});
