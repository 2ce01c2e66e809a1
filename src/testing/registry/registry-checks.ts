import { type Check, checksOf } from "../check.js";
import type { CheckedRegistry } from "./checked-registry.js";
import { promotionChecks } from "./promotion-checks.js";
import { versionChecks } from "./version-checks.js";

/**
 * What every registry must do, for any test runner: `for (const { name, run } of registryChecks(create)) it(name, run)`.
 * Each check gets a new, empty registry from `createRegistry`.
 */
export function registryChecks(createRegistry: () => Promise<CheckedRegistry>): Generator<Check> {
  return checksOf(createRegistry, { ...versionChecks, ...promotionChecks }, ["registry", "store", "clock", "reopen"]);
}
