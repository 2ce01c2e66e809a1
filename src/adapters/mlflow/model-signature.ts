import type { ModelManifest } from "../../model/index.js";
import { contractFromJson } from "../../schema/house.js";

/** MLflow's words for what a model takes and gives: each a JSON text, as MLmodel has it. */
export interface ModelSignature {
  readonly inputs: string;
  readonly outputs: string;
}

const inputTypes = {
  number: "double",
  integer: "long",
  boolean: "boolean",
  text: "string",
  time: "datetime",
  other: "any",
} as const;

const numbers = { type: "array", items: { type: "double" } };
const outputs: Readonly<Record<ModelManifest["task"], object>> = {
  binary: { type: "double" },
  number: { type: "double" },
  ranking: { type: "double" },
  classes: numbers,
  "label-sets": numbers,
  vector: numbers,
  text: { type: "string" },
  json: { type: "any" },
};

/** Of what a row has when a prediction is asked: labels and computed columns are left out. Undefined for manifests that do not say. */
export function modelSignature({ definition, task }: ModelManifest): ModelSignature | undefined {
  if (definition === undefined) return undefined;
  const { columns, labels } = contractFromJson(definition.contract);
  const inputs = columns
    .filter(({ name, derived }) => !Object.hasOwn(labels, name) && derived === undefined)
    .map(({ name, type, nullable }) => ({ type: inputTypes[type], name, required: !nullable }));
  return { inputs: JSON.stringify(inputs), outputs: JSON.stringify([{ ...outputs[task], required: true }]) };
}
