import { checkArguments, checkOptions, type OptionRules, option } from "../../../core/house.js";
import { checkEnvironment } from "./environments.js";
import type { SchemaContract, SchemaContractOptions } from "./make-contract.js";
import type { TensorFlowSchema } from "./tensorflow-schema.js";

const rules: OptionRules<SchemaContractOptions> = { name: option.required(option.text), environment: option.text };

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
