import { checkArguments, checkOptions, didYouMean, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import type { Engine, EngineMeasures, RelationName } from "./engine.js";
import { checkMeasure, checkRules, profileRules, relationRule } from "./engine-options.js";
import { measuredColumns } from "./measured-columns.js";

type Row = Readonly<Record<string, unknown>>;
const place = "memory engine";

/**
 * An engine over rows in memory, for tests and notebooks: what the others have to equal.
 * @param relations Rows by the name of their relation; a qualified name is written with dots.
 * @throws {InvalidArgumentError} they are no lists of rows.
 */
export function createMemoryEngine(relations: { readonly [relation: string]: readonly object[] }): Engine {
  checkArguments(place, { relations }, { relations: option.noun });
  for (const rows of Object.values(relations)) checkArguments(place, { rows }, { rows: option.listed });

  function rowsOf(relation: RelationName): readonly Row[] {
    checkArguments(place, { relation }, { relation: relationRule });
    const name = typeof relation === "string" ? relation : relation.join(".");
    const rows = Object.hasOwn(relations, name) ? relations[name] : undefined;
    if (rows === undefined) throw new InvalidArgumentError(place, "the name of a table or view that is there", name);
    return rows as readonly Row[];
  }

  return {
    specificationVersion: "v1",
    async profile(relation, contract, options = {}) {
      checkArguments(place, { contract }, { contract: option.contract });
      checkOptions(place, options, profileRules);
      const rows = rowsOf(relation);
      const { signal, ...wanted } = options;
      signal?.throwIfAborted();
      requireColumns(rows, (wanted.reference ?? contract).columns);
      const { profileRows } = await import("../dataset/index.js");
      return profileRows(contract, rows, wanted);
    },
    async check(relation, contract, options = {}) {
      checkArguments(place, { contract }, { contract: option.contract });
      checkOptions(place, options, checkRules);
      const { signal, examples = 0, key } = options;
      if (examples > 0 && key === undefined)
        throw new InvalidArgumentError(place, "`key`, the column that names a row, with `examples`", key);
      const rows = rowsOf(relation);
      signal?.throwIfAborted();
      requireColumns(
        rows,
        contract.columns.filter(({ derived }) => derived === undefined),
      );
      if (key !== undefined) requireColumns(rows, [{ name: key }]);
      const { createRowValidator, reasonKey } = await import("../schema/house.js");
      const checkRow = createRowValidator(contract);
      const reasons = new Map<string, number>();
      const keys = new Map<string, string[]>();
      const missing = new Map<string, number>();
      let valid = 0;
      for (const row of rows) {
        const checked = checkRow(row);
        for (const reason of new Set(checked.reasons.map(reasonKey))) {
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
          const named = key === undefined ? null : (row[key] ?? null);
          if (named !== null) keys.set(reason, [...(keys.get(reason) ?? []), String(named)]);
        }
        if (!checked.valid) continue;
        valid++;
        const values = checked.row as Row;
        for (const { name } of contract.columns)
          if ((values[name] ?? null) === null) missing.set(name, (missing.get(name) ?? 0) + 1);
      }
      return {
        rows: rows.length,
        valid,
        invalid: rows.length - valid,
        reasons: Object.fromEntries(reasons),
        missing: Object.fromEntries([...missing].map(([name, count]) => [name, count / valid])),
        examples:
          examples > 0
            ? Object.fromEntries(
                [...reasons.keys()].map((reason) => [
                  reason,
                  (keys.get(reason) ?? []).sort(byCodePoint).slice(0, examples),
                ]),
              )
            : {},
        unsupported: [],
      };
    },
    async measure(relation, options): Promise<EngineMeasures> {
      checkMeasure(place, options);
      const rows = rowsOf(relation);
      options.signal?.throwIfAborted();
      const { measureRows } = await import("./measure-rows.js");
      requireColumns(
        rows,
        measuredColumns(options).map((name) => ({ name })),
      );
      return measureRows(rows, options);
    },
  };
}

/** Rows say which columns there are; none say nothing. */
function requireColumns(rows: readonly Row[], columns: readonly { readonly name: string }[]): void {
  if (rows.length === 0) return;
  const known = new Set(rows.flatMap((row) => Object.keys(row)));
  for (const { name } of columns)
    if (!known.has(name))
      throw new InvalidArgumentError(
        place,
        `a relation with the column ${name}`,
        undefined,
        `one with ${[...known].join(", ")}${didYouMean(name, known)}`,
      );
}

function byCodePoint(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
