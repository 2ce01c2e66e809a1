import { createMemoryKinesis, kinesisPredictions, type MemoryKinesis } from "golden-pipeline/adapters/kinesis";
import { type Prediction, predictionId } from "golden-pipeline/model";
import { predictionSinkChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";

/** All that stands in the stream. */
async function readAll(kinesis: MemoryKinesis): Promise<readonly Prediction[]> {
  const found: Prediction[] = [];
  for (const { id } of await kinesis.shards("predictions")) {
    const iterator = await kinesis.iterator("predictions", id, { at: "oldest" });
    const page = await kinesis.records(iterator, 10_000);
    for (const { data } of page?.records ?? []) found.push(JSON.parse(String(Buffer.from(data))));
  }
  return found;
}

const newKinesis = () => createMemoryKinesis({ streams: { predictions: 2 } });

function predictionOf(key: string, row: Prediction["row"] = {}): Prediction {
  const prediction = { key, model: "late", version: "late@1", arm: "champion", epoch: 1, propensity: 1, output: 0.3 };
  const times = { eventTime: 1, knownTime: 1, receivedTime: 1, latencyMilliseconds: 1 };
  return { ...prediction, ...times, id: predictionId(prediction), unit: key, decision: "no", row };
}

describe("predictions in a stream", () => {
  for (const { name, run } of predictionSinkChecks(async () => {
    const kinesis = newKinesis();
    return {
      open: async () => kinesisPredictions({ client: kinesis, stream: "predictions" }),
      async *read() {
        const first = new Map<string, Prediction>();
        for (const one of await readAll(kinesis)) if (!first.has(one.id)) first.set(one.id, one);
        yield* first.values();
      },
      close: async () => undefined,
    };
  }))
    it(name, run);
});

describe("a service that does not take all", () => {
  it("is sent again what it refused of a batch, and nothing else", async () => {
    const kinesis = newKinesis();
    const problems: string[] = [];
    const sink = kinesisPredictions({
      ...{ client: kinesis, stream: "predictions", retryMilliseconds: 1 },
      onProblem: ({ error }) => problems.push(String(error)),
    });
    kinesis.setTrouble("partly");
    for (let n = 0; n < 9; n++) sink.write(predictionOf(`k${n}`));
    await expect.poll(() => sink.counts().sent, { timeout: 20_000 }).toBe(9);
    await sink.close();
    const keys = (await readAll(kinesis)).map(({ key }) => key);
    expect(keys.sort()).toEqual(Array.from({ length: 9 }, (_, n) => `k${n}`));
    expect(problems[0]).toContain(
      "Expected 9 records to be taken, 4 were not (ProvisionedThroughputExceededException): they are sent again",
    );
  });

  it("holds up no answer: predictions wait within bounds, and are sent when it is back", async () => {
    const kinesis = newKinesis();
    const sink = kinesisPredictions({
      ...{ client: kinesis, stream: "predictions", retryMilliseconds: 1, maximumWaiting: 2 },
    });
    kinesis.setTrouble("gone");
    sink.write(predictionOf("a"));
    await expect(sink.flush()).rejects.toMatchObject({ code: "storage", uncertain: true });
    sink.write(predictionOf("b"));
    expect(() => sink.write(predictionOf("c"))).toThrow(/the service to take predictions, got 2 \(\d+ bytes\)/);
    expect(sink.counts()).toEqual({ accepted: 2, sent: 0, waiting: 2, refused: 1 });
    kinesis.setTrouble("none");
    await expect.poll(() => sink.counts().sent, { timeout: 20_000 }).toBe(2);
    await sink.close();
  });

  it("is sent what does not fit into one call in several, and never what no record takes", async () => {
    const kinesis = newKinesis();
    const sink = kinesisPredictions({ client: kinesis, stream: "predictions" });
    const large = "x".repeat(900_000);
    for (let n = 0; n < 6; n++) sink.write(predictionOf(`k${n}`, { large }));
    expect(() => sink.write(predictionOf("huge", { large: large + large }))).toThrow(
      /Expected a prediction of at most 1048576 bytes, got 1800\d+/,
    );
    await sink.close();
    expect(await readAll(kinesis)).toHaveLength(6);
  });
});
