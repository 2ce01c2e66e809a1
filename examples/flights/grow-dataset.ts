import { defineStage, type Store } from "golden-pipeline";
import type { Dataset } from "golden-pipeline/data";
import { createLabelLog, joinLabels, labelledRows, readLabels, readPredictions } from "golden-pipeline/feedback";
import { appendDataset, datasetCodec } from "golden-pipeline/table";
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
      await correctWrappedDelays(store, log, context);
      const joined = await joinLabels({ predictions: readPredictions(store, log), labels: readLabels(store, log) });
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
  { clock }: { readonly clock: { now(): number } & Parameters<typeof createLabelLog>[0]["clock"] & object },
): Promise<void> {
  const { rows } = await joinLabels({ predictions: readPredictions(store, log), labels: readLabels(store, log) });
  const landed = rows.filter(
    ({ prediction, label, superseded }) =>
      label !== undefined && prediction.arm !== "shadow" && superseded.length === 0,
  );
  const asked = landed.map(({ prediction, label }) => ({
    ...prediction.row,
    date: prediction.row.date,
    ...label?.values,
  }));
  const { invalid } = checkRows(flights, asked);
  const impossible = invalid
    .filter(({ reasons }) => reasons.some(({ code }) => code === "rule"))
    .slice(0, correctedEachMonth);
  if (impossible.length === 0) return;
  const labels = await createLabelLog({ store, name: log, writer: "people", clock });
  for (const { index } of impossible) {
    const label = landed[index]?.label;
    if (label === undefined) continue;
    const delay = Number(label.values.delay);
    await labels.correct(label.id, {
      values: { delay: delay > 0 ? delay - 1440 : delay + 1440 },
      actor: "dispatcher",
      reason: "the clock ran past midnight: the delay is a day off",
    });
  }
  await labels.close();
}
