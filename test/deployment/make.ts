import { canonicalJson, createSimulatedClock, MissingError } from "golden-pipeline";
import { createRouter, type RouterOptions } from "golden-pipeline/deployment";
import { features, fitFeatures } from "golden-pipeline/features";
import {
  type Model,
  type ModelKind,
  type ModelVersion,
  model,
  numericOutputs,
  type Outputs,
  type Prediction,
} from "golden-pipeline/model";
import type { ModelSource, PredictionSink } from "golden-pipeline/ports";
import { batchFromRows, contract } from "golden-pipeline/schema";
import { z } from "zod";
import { digestOf } from "../../src/core/house.js";

export const visits = contract(
  "visits",
  z.object({ at: z.date(), user: z.string(), pages: z.int(), bought: z.boolean() }),
  {
    eventTime: "at",
    labels: { bought: { knownAt: (visit) => visit.at.plusMinutes(60) } },
  },
);
export interface Visit {
  at: Date;
  user: string;
  pages: number;
  bought: boolean;
}

/** How a model of the tests behaves; its bytes are this as JSON. */
export interface Behaviour {
  readonly value: number;
  /** Every so many answers fail. */
  readonly failsEvery?: number;
  readonly hangs?: boolean;
  /** Answers in a later turn of the event loop. */
  readonly later?: boolean;
  /** Tells the signal it was given. */
  readonly waits?: number;
  /** Keeps the event loop for so many milliseconds of `spun`. */
  readonly spins?: number;
}
/** A timer that only models which spin move. */
export const spun = { milliseconds: 0 };
export const aborted: string[] = [];
const kind: ModelKind<boolean> = {
  kind: "behaviour@1",
  decode(bytes): Model {
    const {
      value,
      failsEvery,
      hangs,
      later,
      waits,
      spins = 0,
    } = JSON.parse(new TextDecoder().decode(bytes)) as Behaviour;
    let answered = 0;
    return {
      kind: "behaviour@1",
      reads: "matrix",
      predict(matrix, signal): Outputs | Promise<Outputs> {
        answered++;
        spun.milliseconds += spins;
        if (failsEvery !== undefined && answered % failsEvery === 0) throw new Error("out of memory");
        const outputs = numericOutputs("binary", new Float64Array(matrix.rows).fill(value));
        signal?.addEventListener("abort", () => aborted.push(String(value)));
        if (hangs) return new Promise(() => undefined);
        if (waits) return new Promise((resolve) => setTimeout(() => resolve(outputs), waits));
        return later ? new Promise((resolve) => setImmediate(() => resolve(outputs))) : outputs;
      },
    };
  },
};
export const buyers = model("buyers", visits, { target: (visit) => visit.bought, kinds: [kind] });

const made = features(visits, (visit) => ({ pages: visit.pages }));
const fitted = fitFeatures(made, {
  rows: batchFromRows(visits.columns, [{ at: new Date(0), user: "u", pages: 1, bought: true }]),
});
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A registry's port over versions that behave as said, numbered from 1; version 1 is champion. */
export function sourceOf(
  behaviours: readonly Behaviour[],
  change: (manifest: ModelVersion["manifest"]) => ModelVersion["manifest"] = (manifest) => manifest,
): ModelSource {
  return {
    specificationVersion: "v1",
    async resolve(selector) {
      const number = selector.endsWith("@champion") ? 1 : Number(selector.split("@")[1]);
      const behaviour = behaviours[number - 1];
      if (behaviour === undefined) throw new MissingError("registry buyers", selector);
      const bytes = encode(JSON.stringify(behaviour));
      const served = encode(canonicalJson(fitted));
      const manifest = change({
        format: "model@1",
        name: "buyers",
        fingerprint: buyers.fingerprint,
        candidate: `candidate-${number}`,
        kind: "behaviour@1",
        task: "binary",
        model: digestOf(bytes),
        features: { fingerprint: fitted.fingerprint, fitted: digestOf(served) },
        decision: { threshold: 0.5 },
        trainer: { id: "behaviour", version: "1.0.0", hyperparameters: {} },
        data: { contract: visits.fingerprint, train: "dataset-0", test: "dataset-1" },
        metrics: {},
        report: digestOf(encode("report")),
        git: { commit: "0123abc", dirty: false },
        runId: "run",
      });
      const version: ModelVersion = {
        kind: "model-version",
        id: `buyers@${number}`,
        number,
        digest: "d".repeat(64),
        manifest,
      };
      return { version, model: bytes, fitted: served };
    },
  };
}

/** A sink that keeps what it is given. */
export function keepingSink(): PredictionSink & { readonly written: Prediction[] } {
  const written: Prediction[] = [];
  return {
    specificationVersion: "v1",
    written,
    write: (prediction) => void written.push(prediction),
    flush: async () => undefined,
    close: async () => undefined,
  };
}

export const visit = (user: number, at = user) => ({ at: new Date(at), user: `u${user}`, pages: user % 7 });

export function routerOf(
  behaviours: readonly Behaviour[],
  options: Partial<RouterOptions<Visit, "bought", boolean>> = {},
) {
  return createRouter<Visit, "bought", boolean>({
    registry: sourceOf(behaviours),
    model: buyers,
    unit: (row) => row.user,
    clock: createSimulatedClock(1000),
    ...options,
  });
}
