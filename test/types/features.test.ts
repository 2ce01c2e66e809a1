import type { Stage } from "golden-pipeline";
import type { Dataset, Split } from "golden-pipeline/dataset";
import {
  createRowFeaturizer,
  engineer,
  type Features,
  type FeaturizedRow,
  type FittedFeatures,
  features,
  type HistoryStore,
  recordHistory,
} from "golden-pipeline/features";
import { type FeatureSets, model } from "golden-pipeline/model";
import { contract, type RowOf } from "golden-pipeline/schema";

import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";

const flights = contract(
  "flights",
  z.object({
    departedAt: z.date(),
    origin: z.string(),
    gate: z.string().nullable(),
    distance: z.number(),
    taxi: z.number().nullable(),
    charter: z.boolean(),
    delay: z.int(),
    diverted: z.boolean(),
  }),
  {
    eventTime: "departedAt",
    labels: {
      delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) },
      diverted: { knownAt: (flight) => flight.departedAt.plusMinutes(90) },
    },
  },
);
type Flight = RowOf<typeof flights>;
type Label = "delay" | "diverted";

const made = features(flights, (flight) => ({ distance: flight.distance }));
const late = model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });

describe("features", () => {
  it("belong to their contract's rows and labels", () => {
    expectTypeOf(made).toEqualTypeOf<Features<Flight, Label>>();
  });

  it("may be numbers, yes/no, categories, cycles and histories, also mixed", () => {
    features(flights, (flight) => {
      const recent = flight.origin.history({ window: "6h" }).mean("delay");
      return {
        taxi: flight.taxi,
        charter: flight.charter,
        far: flight.distance.above(1000),
        gate: flight.gate.oneHot(),
        hour: flight.departedAt.hourOfDay().cyclical(),
        recent,
        relative: recent.minus(flight.distance).impute(0).standardize(),
        late: flight.origin.history({ window: "6h" }).mean((past) => past.delay.atLeast(15).or(past.diverted)),
      };
    });
  });

  it("do not compile with a typo, a wrong type or a label", () => {
    const check = () => {
      // @ts-expect-error no such column
      features(flights, (flight) => ({ x: flight.orgin.oneHot() }));
      // @ts-expect-error text is not standardized
      features(flights, (flight) => ({ x: flight.origin.standardize() }));
      // @ts-expect-error numbers have no categories
      features(flights, (flight) => ({ x: flight.distance.oneHot() }));
      // @ts-expect-error text as it stands is no feature
      features(flights, (flight) => ({ x: flight.origin }));
      // @ts-expect-error nor is a time
      features(flights, (flight) => ({ x: flight.departedAt }));
      // @ts-expect-error a label is not known when a prediction is asked
      features(flights, (flight) => ({ x: flight.delay }));
      // @ts-expect-error nor is another
      features(flights, (flight) => ({ x: flight.diverted }));
      // @ts-expect-error there is no mean of text
      features(flights, (flight) => ({ x: flight.origin.history({ window: "6h" }).mean("gate") }));
      // @ts-expect-error no such column in earlier rows either
      features(flights, (flight) => ({ x: flight.origin.history({ window: "6h" }).mean("delays") }));
      // @ts-expect-error a window is a length of time
      features(flights, (flight) => ({ x: flight.origin.history({ window: "six hours" }).count() }));
      // @ts-expect-error what is learned is the last step
      features(flights, (flight) => ({ x: flight.distance.standardize().plus(1) }));
    };
    expectTypeOf(check).toBeFunction();
  });
});

describe("engineer", () => {
  it("is a stage from a split to feature sets", () => {
    expectTypeOf(engineer(made, late)).toEqualTypeOf<
      Stage<Split<Flight, Label>, FeatureSets<Flight, Label, boolean>>
    >();
  });

  it("refuses a model or a history over other rows", () => {
    const others = contract("others", z.object({ at: z.date(), x: z.number() }), {
      eventTime: "at",
      labels: { x: { knownAt: (row) => row.at } },
    });
    const other = model("other", others, { target: (row) => row.x, kinds: [] });
    const check = (history: Dataset<RowOf<typeof others>, "x">) => {
      // @ts-expect-error a model of another contract
      engineer(made, other);
      // @ts-expect-error rows of another contract
      engineer(made, late, { history });
    };
    expectTypeOf(check).toBeFunction();
  });
});

describe("serving", () => {
  it("needs the fitted features and a row, and gives a promise or not", () => {
    const check = async (fitted: FittedFeatures, dataset: Dataset<Flight, Label>, flown: readonly Flight[]) => {
      const featurize = createRowFeaturizer(fitted);
      expectTypeOf(featurize({ origin: "ATL" })).toEqualTypeOf<FeaturizedRow | Promise<FeaturizedRow>>();
      // @ts-expect-error a default is a number or a category
      featurize({}, undefined, { defaults: { distance: true } });
      const history: HistoryStore = { specificationVersion: "v1", record: () => {}, read: () => ({ values: [1] }) };
      await recordHistory(fitted, dataset, history);
      await recordHistory(made, flown, history, { id: (flight) => flight.origin });
    };
    expectTypeOf(check).toBeFunction();
  });
});
