import { checkArguments, checkOptions, type OptionRules, option } from "../../../core/house.js";
import type { Contract } from "../../../schema/index.js";
import type { NotExpressed } from "../not-expressed.js";
import { checkEnvironment } from "./environments.js";
import type { TensorFlowSchema } from "./tensorflow-schema.js";

export interface SchemaContractOptions {
  /** Of the contract: lower-case words joined by `-`. */
  readonly name: string;
  /** Whose features are the contract's columns. @default all features */
  readonly environment?: string;
}

const rules: OptionRules<SchemaContractOptions> = { name: option.required(option.text), environment: option.text };

/** What a row is that a schema describes: its columns are not known to the compiler. */
export interface SchemaContract {
  readonly contract: Contract<Readonly<Record<string, unknown>>>;
  /** What only `findAnomalies` can tell: figures of whole columns, comparisons with other data. */
  readonly notExpressed: readonly NotExpressed[];
}

/**
 * The contract that takes the rows which a schema finds nothing wrong with. What a contract cannot say is listed.
 * @throws {InvalidArgumentError} an option is outside what is accepted, or the schema does not know the environment.
 */
export async function contractFromSchema(
  schema: TensorFlowSchema,
  options: SchemaContractOptions,
): Promise<SchemaContract> {
  checkArguments("tfdv", { schema }, { schema: option.noun });
  checkOptions("tfdv", options, rules);
  checkEnvironment(schema, options.environment);
  // Loaded late, as zod is slow to load.
  const { makeContract } = await import("./make-contract.js");
  return makeContract(schema, options);
}
