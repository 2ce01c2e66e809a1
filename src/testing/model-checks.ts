import { checkArguments, option } from "../core/house.js";
import { canonicalJson } from "../core/index.js";
import { checkOutputs } from "../model/house.js";
import { type FeatureMatrix, type Model, type ModelKind, type Outputs, outputAt } from "../model/index.js";
import { deepStrictEqual, strictEqual, throws } from "./assertions.js";
import { type Check, saying } from "./check.js";
import { takeMatrix } from "./take-matrix.js";

export interface ModelChecksOptions {
  /** Reads the model's bytes. */
  readonly kind: ModelKind<never>;
  readonly bytes: Uint8Array;
  /** What the model is asked: features, or rows for a model that reads rows. At least two. */
  readonly input: FeatureMatrix | readonly object[];
}

/**
 * What every kind of model must do, whoever trained it: honest outputs, the same for one row as for many, and nothing changed on the way.
 * @example
 * for (const { name, run } of modelChecks({ kind: gradientBoosting(), bytes, input: matrix })) it(name, run);
 */
export function modelChecks(options: ModelChecksOptions): Generator<Check> {
  checkArguments(
    "model-checks",
    { options },
    { options: option.having("a kind of model, its bytes and an input", "kind", "bytes", "input") },
  );
  return saying(checksOfModel(options));
}

function* checksOfModel({ kind, bytes, input }: ModelChecksOptions): Generator<Check> {
  const rows = "columns" in input ? input.rows : input.length;
  const part = (from: number, to: number) => ("columns" in input ? takeMatrix(input, from, to) : input.slice(from, to));
  const outputsOf = async (from = 0, to = rows): Promise<Outputs> => predict(kind.decode(bytes), part(from, to));

  yield {
    name: "decodes to a model of its own kind that reads what it is given",
    run: async () => {
      const model = kind.decode(bytes);
      strictEqual(model.kind, kind.kind);
      strictEqual(model.reads, "columns" in input ? "matrix" : "rows");
    },
  };
  yield {
    name: "gives one output for each row, numbers all of them, probabilities from 0 to 1",
    run: async () => void checkOutputs(kind.kind, await outputsOf(), rows),
  };
  yield {
    name: "gives each row alone what it gives it among others",
    run: async () => {
      const together = await outputsOf();
      for (let row = 0; row < rows; row++)
        deepStrictEqual(outputAt(await outputsOf(row, row + 1), 0), outputAt(together, row), `row ${row}`);
    },
  };
  yield {
    name: "gives the same again, and after its bytes were copied",
    run: async () => {
      const first = canonicalJson(await outputsOf());
      strictEqual(canonicalJson(await outputsOf()), first);
      strictEqual(canonicalJson(await predict(kind.decode(Uint8Array.from(bytes)), part(0, rows))), first);
    },
  };
  yield {
    name: "changes neither its bytes nor its input",
    run: async () => {
      const before = [canonicalJson(bytes), canonicalJson(input)];
      await outputsOf();
      deepStrictEqual([canonicalJson(bytes), canonicalJson(input)], before);
    },
  };
  yield {
    name: "refuses bytes that are not its own",
    run: async () => void throws(() => kind.decode(new TextEncoder().encode('{"format":"nothing@0"}'))),
  };
}

async function predict(model: Model, input: FeatureMatrix | readonly object[]): Promise<Outputs> {
  if (model.reads === "matrix") return model.predict(input as FeatureMatrix);
  return model.predict(input as readonly object[]);
}
