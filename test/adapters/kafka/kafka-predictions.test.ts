import { createMemoryKafka, kafkaPredictions, type MemoryKafka } from "golden-pipeline/adapters/kafka";
import { type Prediction, predictionId } from "golden-pipeline/model";
import { predictionSinkChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";

/** What stands in the topic, each id once, the first of them. */
function readPredictions(kafka: MemoryKafka): readonly Prediction[] {
  const found = new Map<string, Prediction>();
  for (const partition of [0, 1])
    for (const { key, value } of kafka.records("predictions", partition)) {
      const id = Buffer.from(key ?? []).toString();
      if (!found.has(id)) found.set(id, JSON.parse(Buffer.from(value ?? []).toString()));
    }
  return [...found.values()];
}

const newKafka = () => createMemoryKafka({ topics: { predictions: 2 } });

describe("predictions in a topic", () => {
  for (const { name, run } of predictionSinkChecks(async () => {
    const kafka = newKafka();
    return {
      open: async () => kafkaPredictions({ client: kafka, topic: "predictions" }),
      read: () => readPredictions(kafka),
      close: async () => undefined,
    };
  }))
    it(name, run);
});

function predictionOf(key: string): Prediction {
  const prediction = { key, model: "late", version: "late@1", arm: "champion", epoch: 1, propensity: 1, output: 0.3 };
  const times = { eventTime: 1, knownTime: 1, receivedTime: 1, latencyMilliseconds: 1 };
  return { ...prediction, ...times, id: predictionId(prediction), unit: key, decision: "no", row: {} };
}

describe("brokers that are slow or gone", () => {
  it("hold up no answer: predictions wait, and are sent when they are back", async () => {
    const kafka = newKafka();
    const problems: number[] = [];
    const sink = kafkaPredictions({
      client: kafka,
      topic: "predictions",
      retryMilliseconds: 1,
      onProblem: ({ waiting }) => problems.push(waiting),
    });
    kafka.setDown(true);
    sink.write(predictionOf("a"));
    await expect(sink.flush()).rejects.toMatchObject({ code: "storage", uncertain: true });
    sink.write(predictionOf("b"));
    expect(sink.counts()).toEqual({ accepted: 2, sent: 0, waiting: 2, refused: 0 });
    expect(problems[0]).toBe(1);
    kafka.setDown(false);
    await expect.poll(() => sink.counts().sent).toBe(2);
    expect(
      readPredictions(kafka)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(["a", "b"]);
    await sink.close();
  });

  it("are waited for within bounds: what is beyond them is refused at once, counted and told", async () => {
    const kafka = newKafka();
    const sink = kafkaPredictions({ client: kafka, topic: "predictions", maximumWaiting: 2 });
    const small = kafkaPredictions({ client: kafka, topic: "predictions", maximumWaitingBytes: 300 });
    kafka.setDown(true);
    for (const key of ["a", "b"]) sink.write(predictionOf(key));
    expect(() => sink.write(predictionOf("c"))).toThrow(/2 \(\d+ bytes\) that wait: 1 were refused so far/);
    expect(sink.counts()).toEqual({ accepted: 2, sent: 0, waiting: 2, refused: 1 });
    small.write(predictionOf("a"));
    expect(() => small.write(predictionOf("b"))).toThrow(/that wait/);
    await expect(sink.close()).rejects.toMatchObject({ code: "storage" });
    kafka.setDown(false);
    await small.close();
    expect(readPredictions(kafka).map(({ key }) => key)).toEqual(["a"]);
  });
});
