import { checkArguments, checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { Engine } from "../engine.js";
import { checkMeasure, checkRules, profileRules, relationRule } from "../engine-options.js";
import type { SqlConnection } from "./connection.js";

/** An engine over whatever answers SQL; how the engine writes it is its connection's dialect. The writing is loaded when it is first used. */
export function sqlEngine(connection: SqlConnection): Engine {
  const place = connection.dialect.name;
  const check = (relation: unknown, contract: unknown): void =>
    checkArguments(place, { relation, contract }, { relation: relationRule, contract: option.contract });
  return {
    specificationVersion: "v1",
    async profile(relation, contract, options = {}) {
      check(relation, contract);
      checkOptions(place, options, profileRules);
      const { runProfile } = await import("./run-profile.js");
      return runProfile(connection, relation, contract, options);
    },
    async check(relation, contract, options = {}) {
      check(relation, contract);
      checkOptions(place, options, checkRules);
      if ((options.examples ?? 0) > 0 && options.key === undefined)
        throw new InvalidArgumentError(place, "`key`, the column that names a row, with `examples`", options.key);
      const { runCheck } = await import("./run-check.js");
      return runCheck(connection, relation, contract, options);
    },
    async measure(relation, options) {
      checkArguments(place, { relation }, { relation: relationRule });
      checkMeasure(place, options);
      const { runMeasure } = await import("./run-measure.js");
      return runMeasure(connection, relation, options);
    },
  };
}
