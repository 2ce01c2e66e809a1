import { checkOptions, type OptionRules, option } from "../../../core/house.js";
import type { FeatureComparator } from "./tensorflow-schema.js";

export interface ContractSchemaOptions {
  /** By column, how far its values in the serving data may be from those in training, e.g. `{ kind: { infinity_norm: { threshold: 0.01 } } }`. @default none */
  readonly skew?: { readonly [column: string]: FeatureComparator };
  /** By column, how far its values may be from those of the data before. @default none */
  readonly drift?: { readonly [column: string]: FeatureComparator };
}

const rules: OptionRules<ContractSchemaOptions> = { skew: option.noun, drift: option.noun };

/** @throws {InvalidArgumentError} an option is outside what is accepted, or names no column. */
export function checkContractSchemaOptions(options: ContractSchemaOptions, columns: readonly string[]): void {
  checkOptions("tfdv", options, rules);
  for (const name of [...Object.keys(options.skew ?? {}), ...Object.keys(options.drift ?? {})])
    checkOptions("tfdv", { column: name }, { column: { ...option.oneOf(...columns), required: true } });
}
