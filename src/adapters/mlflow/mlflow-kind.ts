import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError, StateError } from "../../core/index.js";
import type { Model, ModelKind } from "../../model/index.js";
import { unpackFiles } from "./files-bytes.js";

export interface MlflowKindOptions {
  /** The models' kind, e.g. `acme-onnx@1`: another number when the same files come to mean something else. */
  readonly kind: string;
  /** Makes a model of the files of a version, by their paths, e.g. of `MLmodel` and `model.onnx`. Its `kind` is the one above. */
  readonly read: (files: ReadonlyMap<string, Uint8Array>) => Model;
}

const rules: OptionRules<MlflowKindOptions> = {
  kind: option.required(option.text),
  read: option.required(option.callback),
};

/**
 * Reads models that came out of MLflow, by what you know of their files: their bytes are what `bytes()` of an opened version gives.
 * @example mlflowKind({ kind: "acme-onnx@1", read: (files) => onnxModel(files.get("model.onnx")) })
 * @throws {InvalidArgumentError} the kind is not lower-case words and a number, e.g. `acme-onnx@1`.
 */
export function mlflowKind(options: MlflowKindOptions): ModelKind {
  checkOptions("mlflow", options, rules);
  const { kind, read } = options;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*@[0-9]+$/.test(kind))
    throw new InvalidArgumentError("mlflow", "`kind` to be lower-case words and a number, e.g. acme-onnx@1", kind);
  return {
    kind,
    decode(bytes) {
      const model = read(unpackFiles(bytes));
      if (model.kind === kind) return model;
      const message = `Expected \`read\` to give a model of the kind ${kind}, got ${model.kind}`;
      throw new StateError({ place: "mlflow", message });
    },
  };
}
