import type { z as Zod, ZodType } from "zod";
import { checkArguments, type Members, option } from "../../core/house.js";
import { InvalidArgumentError, type StandardSchema } from "../../core/index.js";
import type { NotExpressed } from "../../ports/house.js";
import { type ExpressionNode, typeOf, type ValueType } from "../../schema/house.js";
import type { Columns, Condition } from "../../schema/index.js";
import { loadYaml } from "./load-yaml.js";
import type { PanderaCheck } from "./pandera-check.js";
import { checkNode } from "./read/check-node.js";
import { columnSchema } from "./read/column-schema.js";
import { readDtype } from "./read/dtype.js";
import { readDocument } from "./read/pandera-document.js";
import { readChecks } from "./read/read-checks.js";
import { type LeftCheck, rulesOf } from "./read/rules-of.js";
import { unsaidOfColumn, unsaidOfFrame } from "./read/unsaid.js";

export interface PanderaSchema<Row> {
  /** For `contract()`: the schema's name in lower-case words joined by `-`; `pandera` where it has none. */
  readonly name: string;
  /** For `contract()`: an object of zod's. */
  readonly schema: StandardSchema<unknown, Row>;
  /** For the options of `contract()`: the checks that no schema says column by column. */
  readonly rules: <Of>(row: Columns<Of>) => Readonly<Record<string, Condition>>;
  /** What only Pandera can tell: whole columns, warnings, types that rows have not. */
  readonly notExpressed: readonly NotExpressed[];
}

/**
 * A schema that Pandera wrote, as what a contract is made of: of any release, flat or with lists of checks, YAML or JSON.
 * @typeParam Row What its rows are, taken on trust. @default columns of values that are not known
 * @example const { name, schema, rules } = await schemaFromPandera(yaml); contract(name, schema, { rules });
 * @throws {InvalidArgumentError} it is no YAML, or no schema of a pandas data frame.
 * @throws {SourceError} the package `yaml` is not installed.
 */
export async function schemaFromPandera<Row extends object = { readonly [column: string]: unknown }>(
  yaml: string,
): Promise<PanderaSchema<Row>> {
  checkArguments("pandera", { yaml }, { yaml: option.text });
  const [library, { z }] = [await loadYaml(), await import("zod")]; // Loaded late, as zod is slow to load.
  const { name, columns, others } = readDocument(library, yaml);
  const notExpressed: NotExpressed[] = [...unsaidOfFrame(others)];
  const shape: Record<string, ZodType> = {};
  const left: LeftCheck[] = [];
  for (const { name: column, members } of columns) {
    const miss = (part: string | undefined, why: string): void =>
      void notExpressed.push({ what: part === undefined ? `column ${column}` : `column ${column}, ${part}`, why });
    if (members.regex === true) {
      miss(undefined, "a contract names its columns, and has no patterns of names");
      continue;
    }
    const { checks, notRead } = readChecks(members);
    const read = readDtype(members.dtype ?? others.dtype, checks);
    if (read.why !== undefined && !(hasLimits(checks) && read.type !== "other")) miss(undefined, read.why);
    for (const { check, why } of notRead) miss(check, why);
    notExpressed.push(...unsaidOfColumn(column, members));
    const { schema, rest } = columnSchema(z, column, read, checks);
    shape[column] = withMissing(z, schema, members, read.type);
    for (const check of rest) {
      const why = whyNone(check, { op: "column", name: column, type: read.type });
      if (why === undefined) left.push({ column, check });
      else miss(check.name, why);
    }
  }
  const schema = others.strict === true ? z.strictObject(shape) : z.object(shape);
  return { name: wordsOf(name), schema: schema as StandardSchema<unknown, Row>, rules: rulesOf(left), notExpressed };
}

/** Whether values can be neither infinite nor beyond what a double holds exactly. */
function hasLimits(checks: readonly PanderaCheck[]): boolean {
  const has = (...names: readonly string[]): boolean => checks.some(({ name }) => names.includes(name));
  const low = has("greater_than", "greater_than_or_equal_to");
  return has("in_range", "isin", "equal_to") || (low && has("less_than", "less_than_or_equal_to"));
}

function withMissing(z: typeof Zod, schema: ZodType, members: Members, type: ValueType): ZodType {
  const { nullable, required, default: instead } = members;
  if (instead !== undefined && instead !== null) return schema.prefault(instead);
  if (type === "other") return nullable === true ? schema : z.custom((value) => value !== null && value !== undefined);
  if (nullable === true) return required === false ? schema.nullish() : schema.nullable();
  return required === false ? schema.optional() : schema;
}

/** Why a check is no rule; undefined where it is one. */
function whyNone(check: PanderaCheck, column: ExpressionNode): string | undefined {
  if (typeOf(column) === "other") return "the type of its column is not known";
  try {
    const node = checkNode(check, column);
    return typeof node === "string" ? node : undefined;
  } catch (error) {
    if (InvalidArgumentError.isInstance(error)) return "its value is of another type than its column";
    throw error;
  }
}

function wordsOf(name: string | undefined): string {
  const words = (name ?? "").toLowerCase().match(/[a-z0-9]+/g);
  return words === null ? "pandera" : words.join("-");
}
