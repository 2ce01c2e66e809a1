import type { Prediction } from "../model/index.js";
import type { PredictionSink } from "../ports/index.js";
import { deepStrictEqual, strictEqual, throws } from "./assertions.js";
import { type Check, checksOf } from "./check.js";
import { predictionOf } from "./prediction-of.js";

/** A prediction sink under check, and how to read what it took. */
export interface CheckedPredictionSink {
  /** Opens the sink, each time as another process would, over the same log. */
  open(): Promise<PredictionSink>;
  /** What is durable, in any order, each id once; positions are as the log gives them. */
  read(): AsyncIterable<Prediction> | Iterable<Prediction>;
  close(): Promise<void>;
}

/**
 * What every prediction sink must do, for any test runner: `for (const { name, run } of predictionSinkChecks(create)) it(name, run)`.
 * Each check gets a new, empty log from `createSink`.
 */
export function predictionSinkChecks(createSink: () => Promise<CheckedPredictionSink>): Generator<Check> {
  return checksOf(createSink, checks, ["open", "read"]);
}

/** What stands in the log, by id, without where it stands. */
async function readAll({ read }: CheckedPredictionSink): Promise<readonly Prediction[]> {
  const found: Prediction[] = [];
  for await (const { position: _, ...prediction } of read()) found.push(prediction);
  return byId(found);
}

function byId(predictions: readonly Prediction[]): readonly Prediction[] {
  return [...predictions].sort((left, right) => (left.id < right.id ? -1 : 1));
}

const checks: Readonly<Record<string, (checked: CheckedPredictionSink) => Promise<void>>> = {
  async "states the version of the port it was written for"(checked) {
    const sink = await checked.open();
    strictEqual(sink.specificationVersion, "v1");
    await sink.close();
    deepStrictEqual(await readAll(checked), []);
  },
  async "what was accepted before a flush is durable after it, every field as it was"(checked) {
    const sink = await checked.open();
    const written = [
      predictionOf("plain"),
      predictionOf("every field", {
        arm: "canary",
        propensity: 0.05,
        fallback: "timeout",
        missing: ["seats"],
        tenant: "acme",
        cluster: "2001-02-01",
        features: "ab12",
        extra: { region: "south", retries: 0 },
      }),
      predictionOf("ключ “鍵” \n'\";--"),
      predictionOf("", { key: " ", row: {} }),
    ];
    for (const prediction of written) sink.write(prediction);
    await sink.flush();
    deepStrictEqual(await readAll(checked), byId(written));
    await sink.close();
  },
  async "outputs and decisions of every task come back as they were"(checked) {
    const sink = await checked.open();
    const outputs: readonly Partial<Prediction>[] = [
      { output: 0.1 + 0.2, decision: "no" },
      { output: -1.5e300, decision: -1.5e300 },
      { output: { ham: 0.9, spam: 0.1 }, decision: null },
      { output: { red: 0.2, round: 0.7 }, decision: ["round"] },
      { output: [0, -0.5, 1e-300], decision: [0, -0.5, 1e-300] },
      { output: "an answer\nin two lines", decision: "an answer\nin two lines" },
      { output: { total: 7, items: [{ name: "é" }, null, true] }, decision: { total: 7, items: [] } },
      { output: null, decision: null },
    ];
    const written = outputs.map((more, index) => predictionOf(`${index}`, more));
    for (const prediction of written) sink.write(prediction);
    await sink.close();
    deepStrictEqual(await readAll(checked), byId(written));
  },
  async "a request that is retried, in this process or after a restart, is one prediction: the first"(checked) {
    for (const output of [0.3, 0.9]) {
      const sink = await checked.open();
      for (let again = 0; again < 2; again++) sink.write(predictionOf("retried", { output }));
      await sink.close();
    }
    deepStrictEqual(await readAll(checked), [predictionOf("retried", { output: 0.3 })]);
  },
  async "several models' and several shadows' answers to one request are predictions of their own"(checked) {
    const request = predictionOf("request");
    const shadows = ["late@2", "late@3"].map((version) =>
      predictionOf("request", { arm: "shadow", version, shadowOf: request.id }),
    );
    const other = predictionOf("request", { model: "diverted", version: "diverted@1" });
    const sink = await checked.open();
    for (const prediction of [request, ...shadows, other]) sink.write(prediction);
    await sink.close();
    deepStrictEqual(await readAll(checked), byId([request, ...shadows, other]));
  },
  async "what the caller changes after writing is not changed in the log"(checked) {
    const sink = await checked.open();
    const row: Record<string, string> = { origin: "ATL" };
    sink.write(predictionOf("a", { row }));
    row.origin = "JFK";
    await sink.close();
    const [found] = await readAll(checked);
    deepStrictEqual(found?.row, { origin: "ATL" });
  },
  async "writers that are open at once do not lose each other's predictions"(checked) {
    const sinks = [await checked.open(), await checked.open(), await checked.open()];
    const written = Array.from({ length: 60 }, (_, index) => predictionOf(`${index}`));
    for (const [index, prediction] of written.entries()) {
      sinks[index % 3]?.write(prediction);
      if (index % 7 === 0) await sinks[index % 3]?.flush();
    }
    await Promise.all(sinks.map((sink) => sink.close()));
    deepStrictEqual(await readAll(checked), byId(written));
  },
  async "a closed sink accepts nothing: it throws at once"(checked) {
    const sink = await checked.open();
    sink.write(predictionOf("a"));
    await sink.close();
    throws(() => sink.write(predictionOf("b")));
    strictEqual((await readAll(checked)).length, 1);
  },
};
