import { checkArguments, option } from "../../core/house.js";
import type { NotExpressed } from "../../ports/house.js";
import { type ColumnDefinition, columnsUsed, mayBeMissing, type ValueType } from "../../schema/house.js";
import type { Contract } from "../../schema/index.js";
import { loadYaml } from "./load-yaml.js";
import type { PanderaCheck } from "./pandera-check.js";
import { columnChecks } from "./written/column-checks.js";
import { ruleChecks } from "./written/rule-checks.js";
import { type WrittenColumn, yamlText } from "./written/yaml-text.js";

export interface WrittenSchema {
  /** For `pandera.io.pandas_io.from_yaml`. */
  readonly yaml: string;
  /** What has to be checked by the contract itself. */
  readonly notExpressed: readonly NotExpressed[];
}

/** Coerced, since a frame holds whole numbers of which some are missing as floating ones, and times in units of its own. */
const dtypes: Readonly<Partial<Record<ValueType, string>>> = {
  number: "float64",
  integer: "Int64",
  boolean: "boolean",
  text: "str",
  time: "datetime64[ms, UTC]",
};

/**
 * What a contract says of rows, as a schema that Pandera loads from YAML: types, missing values, limits, rules of single columns. It finds wrong
 * the values that the contract finds wrong; what it cannot say is listed.
 * @throws {SourceError} the package `yaml` is not installed.
 */
export async function panderaFromContract<Row, Label extends string>(
  contract: Contract<Row, Label>,
): Promise<WrittenSchema> {
  checkArguments(
    "pandera",
    { contract },
    { contract: option.nounOf("contract", "a contract, as `contract()` makes it") },
  );
  const notExpressed: NotExpressed[] = [];
  const miss = (what: string, why: string): void => void notExpressed.push({ what, why });
  const checks = new Map<string, PanderaCheck[]>();
  const columns: ColumnDefinition[] = [];
  for (const column of contract.columns) {
    if (column.derived !== undefined) {
      miss(`column ${column.name}`, "it is computed, and no part of the rows that are checked");
      continue;
    }
    columns.push(column);
    const told = columnChecks(column);
    checks.set(column.name, told.checks.filter(canBeTold(miss, `column ${column.name}`)));
    notExpressed.push(...told.notExpressed);
    if (column.type === "other") miss(`column ${column.name}`, "nested values have no type in a data frame");
  }
  // Checks of one column stand in an order of their own, so that what is read of them is written the same.
  for (const { name, node } of [...contract.rules].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    // A rule judges what code makes of a column, a check what it was before.
    const plain = columnsUsed(node).every((used) => columns.some((one) => one.name === used && !one.residual));
    const told = plain ? ruleChecks(node) : undefined;
    if (!plain) miss(`rule ${name}`, "it looks at a column that is computed, or that code makes");
    else if (told === undefined) miss(`rule ${name}`, "Pandera's YAML has no check of that form");
    else if (told.every(({ check }) => canBeTold(miss, `rule ${name}`)(check)))
      for (const { column, check } of told) checks.get(column)?.push({ ...check, error: name });
  }
  for (const [column, share] of Object.entries(contract.missing))
    miss(`missing ${column}`, `Pandera's YAML has no largest share of missing values, ${share} here`);
  for (const label of Object.keys(contract.labels))
    miss(`label ${label}`, "Pandera does not know when a column becomes known");
  if (contract.eventTime !== undefined)
    miss(`event time ${contract.eventTime}`, "Pandera does not know when a row happened");
  const written = columns.map((column): WrittenColumn => {
    const { name, type, input = type, residual } = column;
    // What code makes of a value may begin with a value of another type.
    const dtype = residual && column.checks.length === 0 ? undefined : dtypes[input];
    const coerce = dtype !== undefined && dtype !== dtypes.text;
    return { name, dtype, coerce, nullable: mayBeMissing(contract, column), checks: checks.get(name) ?? [] };
  });
  const yaml = yamlText(await loadYaml(), contract.name, contract.strict === true, written);
  return { yaml, notExpressed };
}

/** Years of four digits are all that Python knows. */
function canBeTold(miss: (what: string, why: string) => void, what: string): (check: PanderaCheck) => boolean {
  return ({ values }) => {
    const times = Object.values(values)
      .flat()
      .filter((value) => value instanceof Date);
    const known = times.every((time) => time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9999);
    if (!known) miss(what, "Python has no times before the year 1 or after the year 9999");
    return known;
  };
}
