import { checkArguments, option } from "../../../core/house.js";
import { loadYaml } from "../load-yaml.js";
import type { SodaContract } from "./soda-contract.js";

/**
 * A data contract as the YAML that `soda contract verify` reads. All text is in quotes: other readers of YAML take `no` for false, or a day for a date.
 * @throws {SourceError} the package `yaml` is not installed.
 */
export async function writeSodaContract(contract: SodaContract): Promise<string> {
  checkArguments(
    "soda",
    { contract },
    {
      contract: option.having("a contract, as `sodaFromContract` or `readSodaContract` gives it", "dataset", "columns"),
    },
  );
  const { stringify } = await loadYaml();
  return stringify(contract, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0, nullStr: "" });
}
