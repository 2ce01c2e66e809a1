import type { Landed } from "golden-pipeline/dataset";
import {
  type JoinedPrediction,
  type joinLabels,
  type LabelLog,
  labelledRows,
  type NewLabel,
  type PredictionLog,
  pairShadow,
  type Retrain,
  type readLabels,
  type readPredictions,
} from "golden-pipeline/feedback";
import { model, type Outputs, type Targets } from "golden-pipeline/model";
import type { Alarm, PredictionSink } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";

import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";

const flights = contract("flights", z.object({ departedAt: z.date(), delay: z.int() }), {
  eventTime: "departedAt",
  labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) } },
});
type Flight = { departedAt: Date; delay: number };
const late = model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
const joined: readonly JoinedPrediction[] = [];

describe("feedback", () => {
  it("logs what a router answers", () => {
    expectTypeOf<PredictionLog>().toExtend<PredictionSink>();
  });

  it("joins what its logs give", () => {
    type Options = Parameters<typeof joinLabels>[0];
    expectTypeOf<ReturnType<typeof readPredictions>>().toExtend<Options["predictions"]>();
    expectTypeOf<ReturnType<typeof readLabels>>().toExtend<Options["labels"]>();
  });

  it("gives labelled rows of their contract, untrusted until they are validated", () => {
    expectTypeOf(labelledRows(flights, joined)).toEqualTypeOf<Landed<Flight, "delay">>();
    expectTypeOf(validate<Flight, "delay">()).parameter(0).toEqualTypeOf<Landed<Flight, "delay">>();
  });

  it("pairs a shadow with the champion as outputs and targets", () => {
    const pairs = pairShadow(late, joined, { candidate: "late-flights@2" });
    expectTypeOf(pairs.candidate.outputs).toEqualTypeOf<Outputs>();
    expectTypeOf(pairs.champion.targets).toEqualTypeOf<Targets>();
  });

  it("retrains by monitoring's alarms", () => {
    expectTypeOf<readonly Alarm[]>().toExtend<NonNullable<Parameters<Retrain["claim"]>[0]>>();
  });

  it("wants to know of each label what it is about, and of each correction who made it and why", () => {
    expectTypeOf<NewLabel["prediction"]>().toEqualTypeOf<{ readonly id: string } | { readonly key: string }>();
    // @ts-expect-error the reason is missing
    expectTypeOf<{ values: { delay: 7 }; actor: "ann" }>().toExtend<Parameters<LabelLog["correct"]>[1]>();
  });
});
