import { checkOptions } from "../../core/house.js";
import { sqlEngine } from "../../ports/house.js";
import { type Engine, ServiceError } from "../../ports/index.js";
import { trinoDialect } from "./trino-dialect.js";
import { type TrinoOptions, trinoRules } from "./trino-options.js";
import { trinoStatement } from "./trino-statement.js";

const place = "trino";

/**
 * Profiles, checks and metrics by Trino, over all that its catalogs reach. Nothing is written, and rows do not leave it; of profiles without a
 * reference, different values with their counts do.
 * @throws {InvalidArgumentError} an option is outside what is accepted. Calls reject with a `ServiceError` when Trino gives no answer or a query fails, by
 * Trino's name of the error, with an `InvalidArgumentError` for a relation or column that is not there.
 * @example await trinoEngine({ url: "http://127.0.0.1:8080", user: "ann" }).check(["lake", "public", "flights"], flights)
 */
export function trinoEngine(options: TrinoOptions): Engine {
  checkOptions(place, options, trinoRules);
  return sqlEngine({
    dialect: trinoDialect,
    query: trinoStatement(place, options),
    isUnknown: (error) =>
      ServiceError.isInstance(error) && /failed: (TABLE|SCHEMA|CATALOG)_NOT_FOUND:/.test(error.message),
  });
}
