import { checkArguments, checkOptions, type OptionRules, option } from "../../../core/house.js";
import type { ContractOfSoda } from "./make-contract.js";
import type { SodaContract } from "./soda-contract.js";

export interface ContractFromSodaOptions {
  /** Of the contract: lower-case words joined by `-`. */
  readonly name: string;
}

const rules: OptionRules<ContractFromSodaOptions> = { name: option.required(option.text) };

/**
 * The contract that takes the rows in which the checks of a data contract find nothing wrong. What a contract cannot say is listed.
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export async function contractFromSoda(soda: SodaContract, options: ContractFromSodaOptions): Promise<ContractOfSoda> {
  checkArguments(
    "soda",
    { soda },
    { soda: option.having("a contract of Soda, as `readSodaContract` gives it", "dataset", "columns") },
  );
  checkOptions("soda", options, rules);
  // Loaded late, as zod is slow to load.
  const { makeContract } = await import("./make-contract.js");
  return makeContract(soda, options.name);
}
