import { type Clock, defineStage, type Store } from "golden-pipeline";
import { appendDataset, type Dataset, datasetCodec } from "golden-pipeline/dataset";
import {
  createLabelLog,
  type JoinedPrediction,
  joinLabels,
  labelledRows,
  readLabels,
  readPredictions,
} from "golden-pipeline/feedback";
import type { Prediction } from "golden-pipeline/model";
import { checkRows, validate } from "golden-pipeline/validation";
import { type Flight, flights } from "./contract.js";

/** How many wrapped delays a person puts right each month. */
const correctedEachMonth = 12;

type Flights = Dataset<Flight, "delay">;

/**
 * Makes the next dataset of a month's answered requests: what was asked, with what turned out. A person puts some impossible delays
 * right first; their labels supersede the landed ones, and the dataset's lineage names them.
 */
export function growDataset(store: Store, base: Flights) {
  return defineStage({
    id: "grow-dataset",
    version: "1.0.0",
    params: { base: base.version },
    codec: datasetCodec<Flight, "delay">(),
    run: async ({ log }: { readonly log: string }, context): Promise<Flights> => {
      const predictions: Prediction[] = [];
      for await (const prediction of readPredictions(store, log))
        if (prediction.arm !== "shadow") predictions.push(prediction);
      const landed = await joinLabels({ predictions, labels: readLabels(store, log) });
      const corrected = await correctWrappedDelays(store, log, landed.rows, context.clock);
      const joined = corrected ? await joinLabels({ predictions, labels: readLabels(store, log) }) : landed;
      const month = await validate<Flight, "delay">()(labelledRows(flights, joined.rows, { parents: [base.version] }), {
        ...context,
      });
      return appendDataset(base, month);
    },
  });
}

/** A clock that ran past midnight made these delays a day too long or too short. */
async function correctWrappedDelays(
  store: Store,
  log: string,
  joined: readonly JoinedPrediction[],
  clock: Clock,
): Promise<boolean> {
  const landed = joined.filter(({ label, superseded }) => label !== undefined && superseded.length === 0);
  const { invalid } = checkRows(
    flights,
    landed.map(({ prediction, label }) => ({ ...prediction.row, ...label?.values })),
  );
  const impossible = invalid
    .filter(({ reasons }) => reasons.some(({ code }) => code === "rule"))
    .slice(0, correctedEachMonth);
  const labels = await createLabelLog({ store, name: log, writer: "people", clock });
  for (const { index } of impossible) {
    const label = landed[index]?.label;
    if (label === undefined) continue;
    const delay = Number(label.values.delay);
    await labels.correct(label, {
      values: { delay: delay > 0 ? delay - 1440 : delay + 1440 },
      actor: "dispatcher",
      reason: "the clock ran past midnight: the delay is a day off",
    });
  }
  await labels.close();
  return impossible.length > 0;
}
