import { createHash } from "node:crypto";
import { defineStage, type Runner } from "golden-pipeline";
import { kafkaFormat } from "golden-pipeline/adapters/kafka";
import { kinesisFormat } from "golden-pipeline/adapters/kinesis";
import type { Landed } from "golden-pipeline/dataset";
import { ingest } from "golden-pipeline/ingestion";
import { type Flight, flights } from "../contract.js";
import type { Broker } from "./feed.js";
import { landedInOrder, rowNumbers } from "./landed-in-order.js";

/** After so long without a record, those that are missing are not waited for any longer. */
const patienceMilliseconds = 60_000;

/**
 * Sends raw flights to a topic or stream and lands what comes out of it, batch by batch, until all are there. Killed at any moment, it goes on: batches
 * that have landed are found again by their runs. As a producer that was killed begins anew, a row may come twice; by its number it is taken once.
 */
export async function landFeed(
  runner: Pick<Runner<object>, "run" | "each">,
  broker: Broker,
  { name, rows }: { readonly name: string; readonly rows: Iterable<object> },
): Promise<Landed<Flight, "delay">> {
  const values = Array.from(rows, (row) => JSON.stringify(row));
  const digest = createHash("sha256");
  for (const value of values) digest.update(value).update("\n");
  // Other flights have another topic: whatever stands in this one is of these.
  const topic = `${name}-${digest.digest("hex").slice(0, 12)}`;
  const feed = await broker.openFeed(topic);

  const produce = defineStage({
    id: "send-flights",
    version: "1.0.0",
    params: { system: broker.system },
    run: async (input: { readonly topic: string; readonly rows: number }): Promise<number> => {
      await feed.send(values.map((value, row) => ({ key: String(row), value })));
      return input.rows;
    },
  });
  await runner.run(produce, { topic, rows: values.length }, { runId: `${topic}-${broker.system}-sent` });

  const landed: Landed<Flight, "delay">[] = [];
  const seen = new Set<number>();
  const silence = new AbortController();
  const giveUp = () =>
    silence.abort(
      new Error(
        `Expected ${values.length} flights in ${topic} of ${broker.system}, got ${seen.size} and nothing more for ${patienceMilliseconds / 1000} s. If it was emptied, begin with another --directory`,
      ),
    );
  let timer = setTimeout(giveUp, patienceMilliseconds);
  const landing = ingest(flights, { formats: [kafkaFormat, kinesisFormat] });
  try {
    for await (const { output } of runner.each(landing, feed.source(), { signal: silence.signal })) {
      clearTimeout(timer);
      landed.push(output);
      for await (const batch of output.batches())
        for (const number of rowNumbers(batch, values.length)) seen.add(number);
      if (seen.size >= values.length) break;
      timer = setTimeout(giveUp, patienceMilliseconds);
    }
  } finally {
    clearTimeout(timer);
  }
  return landedInOrder(landed, values.length);
}
