import { z } from "zod";
import type { NotExpressed } from "../../../ports/house.js";
import { type Contract, contract } from "../../../schema/index.js";
import { isExpected } from "./environments.js";
import { featureColumn } from "./feature-column.js";
import type { TensorFlowSchema } from "./tensorflow-schema.js";

export interface SchemaContractOptions {
  /** Of the contract: lower-case words joined by `-`. */
  readonly name: string;
  /** Whose features are the contract's columns. @default all features */
  readonly environment?: string;
}

/** What a row is that a schema describes: its columns are not known to the compiler. */
export interface SchemaContract {
  readonly contract: Contract<Readonly<Record<string, unknown>>>;
  /** What only `findAnomalies` can tell: figures of whole columns, comparisons with other data. */
  readonly notExpressed: readonly NotExpressed[];
}

/** The contract of a schema's features, made of zod's schemas. */
export function makeContract(schema: TensorFlowSchema, options: SchemaContractOptions): SchemaContract {
  const { name, environment } = options;
  const notExpressed: NotExpressed[] = [];
  const shape: Record<string, z.ZodType> = {};
  const missing: Record<string, number> = {};
  for (const feature of schema.feature ?? []) {
    const told = featureColumn(feature, schema);
    const place = `feature ${feature.name ?? ""}`;
    if (!isExpected(feature, schema, environment)) {
      notExpressed.push({ what: place, why: `it is not expected in the environment ${environment}` });
      continue;
    }
    notExpressed.push(...told.notExpressed.map(({ what, why }) => ({ what: `${place}, ${what}`, why })));
    shape[feature.name ?? ""] = told.type;
    if (told.missing !== undefined) missing[feature.name ?? ""] = told.missing;
  }
  for (const part of Object.keys(schema))
    if (!plainParts.includes(part)) notExpressed.push({ what: part, why: whys[part] ?? "a contract does not know it" });
  return { contract: contract(name, z.strictObject(shape), { missing }), notExpressed };
}

const plainParts = [
  "feature",
  "string_domain",
  "default_environment",
  "annotation",
  "represent_variable_length_as_ragged",
];

const whys: Readonly<Record<string, string>> = {
  dataset_constraints: "a contract does not count rows",
  sparse_feature: "columns of a contract do not belong together",
  weighted_feature: "columns of a contract do not belong together",
  tensor_representation_group: "it says how to read tensors",
};
