// Features of a million rows, by columns and one by one as a service computes them: npx tsx bench/features.ts [rows]
import { z } from "zod";
import { features, fitFeatures } from "../src/features/index.js";
import { applyFeatures, createMemoryHistory, createRowFeaturizer, historyEntries } from "../src/model/house.js";
import { batchFromRows, contract } from "../src/schema/index.js";

const rows = Number(process.argv[2] ?? 1_000_000);
const flights = contract(
  "flights",
  z.object({ departedAt: z.date(), origin: z.string(), distance: z.int(), delay: z.int() }),
  {
    eventTime: "departedAt",
    labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(flight.distance.times(0.13).plus(30)) } },
  },
);
// 300 airports, five flights a minute all in all, some an hour out of order.
const past = Array.from({ length: rows }, (_, row) => ({
  departedAt: new Date(986_083_200_000 + row * 12_000 - (row % 17 === 0 ? 3_600_000 : 0)),
  origin: `A${(Math.imul(row, 2_654_435_761) >>> 8) % 300}`,
  distance: 100 + ((Math.imul(row, 40_503) >>> 4) % 2_500),
  delay: ((Math.imul(row, 97_531) >>> 6) % 120) - 30,
}));
const batch = batchFromRows(flights.columns, past);
const cases = {
  standardize: features(flights, ({ distance }) => ({ distance: distance.standardize() })),
  "one-hot": features(flights, ({ origin }) => ({ origin: origin.oneHot({ maxCategories: 60 }) })),
  "history of whole numbers": features(flights, ({ origin }) => ({
    recent: origin.history({ window: "6h" }).mean("delay"),
  })),
  "history of fractions": features(flights, ({ origin }) => ({
    recent: origin.history({ window: "6h" }).mean((flight) => flight.delay.dividedBy(7)),
  })),
};
const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

console.log(`${rows} rows, seconds`);
for (const [name, definition] of Object.entries(cases)) {
  let fitted = fitFeatures(definition, { rows: batch });
  const fit = seconds(() => {
    fitted = fitFeatures(definition, { rows: batch });
  });
  let matrix = applyFeatures(fitted, { rows: batch });
  const apply = seconds(() => {
    matrix = applyFeatures(fitted, { rows: batch });
  });
  const history = createMemoryHistory();
  const entriesOf = historyEntries(definition.definitions);
  const record = seconds(() => {
    past.forEach((row, index) => {
      history.record(entriesOf(row, String(index)));
    });
  });
  const featurize = createRowFeaturizer(fitted);
  const column = matrix.columns[0];
  const values = column?.type === "category" ? column.codes : column?.values;
  const oneByOne = seconds(() =>
    past.forEach((row, index) => {
      const one = featurize(row, history);
      if (one instanceof Promise) throw new Error("a memory history answers at once");
      const [own] = one.matrix.columns;
      if (!Object.is(own?.type === "category" ? own.codes[0] : own?.values[0], values?.[index]))
        throw new Error(`${name}: row ${index} differs`);
    }),
  );
  console.log(
    `${name.padEnd(28)} fit ${fit.toFixed(2)} columns ${apply.toFixed(2)} record ${record.toFixed(2)} one by one ${oneByOne.toFixed(2)} ratio ${((record + oneByOne) / apply).toFixed(0)}`,
  );
}
