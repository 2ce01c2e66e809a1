import { fingerprint } from "../../core/house.js";
import { InvalidArgumentError, type StandardSchema } from "../../core/index.js";
import type { ColumnDefinition } from "../../schema/house.js";
import { deepFreeze } from "../../schema/house.js";
import type { Contract } from "../../schema/index.js";

/** A row with columns taken of another: missing where none was found. */
export type JoinedRow<Row, Other, Taken> = {
  [K in keyof Row | keyof Taken]: K extends keyof Taken
    ? Taken[K] extends keyof Other
      ? Other[Taken[K]] | null
      : never
    : K extends keyof Row
      ? Row[K]
      : never;
};

/**
 * A contract grown by columns of another one. They may be missing and keep the other's checks; parts of its schema that have no columnar form held for the rows that they are taken
 * of, and are not asked again.
 * @param taken The other contract's column of each new name.
 * @throws {InvalidArgumentError} a name is taken, or there is no such column.
 */
export function joinedContract<Row, Label extends string, Other, Taken>(
  name: string,
  base: Contract<Row, Label>,
  other: Contract<Other, string>,
  taken: { readonly [column: string]: string },
): Contract<JoinedRow<Row, Other, Taken>, Label> {
  const place = `join ${name}`;
  const added = Object.entries(taken).map(([column, from]): ColumnDefinition => {
    if (base.columns.some((own) => own.name === column))
      throw new InvalidArgumentError(place, `names that contract ${base.name} has not`, column);
    const definition = other.columns.find((one) => one.name === from);
    if (definition === undefined) throw new InvalidArgumentError(place, `columns of contract ${other.name}`, from);
    const { type, checks } = definition;
    return { name: column, type, nullable: true, checks, residual: false };
  });
  const { eventTime, labels, missing, rules, strict } = base;
  const facts = deepFreeze({
    name,
    columns: [...base.columns, ...added],
    eventTime,
    labels,
    missing,
    rules,
    ...(strict && { strict }),
  });
  const schema = strict ? without(base.schema, taken) : base.schema;
  return Object.freeze({ kind: "contract" as const, ...facts, fingerprint: fingerprint(facts), schema });
}

/** A strict schema knows none of the columns that were added. */
function without(schema: StandardSchema<unknown, unknown>, added: object): StandardSchema<unknown, unknown> {
  const { version, vendor, validate } = schema["~standard"];
  const own = (row: unknown): unknown =>
    typeof row === "object" && row !== null
      ? Object.fromEntries(Object.entries(row).filter(([name]) => !Object.hasOwn(added, name)))
      : row;
  return { "~standard": { version, vendor, validate: (row) => validate(own(row)) } };
}
