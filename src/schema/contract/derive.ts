import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError, type StandardSchema } from "../../core/index.js";
import { builtEntries, builtNode } from "../expression/built-node.js";
import { columnsOf } from "../expression/columns-of.js";
import type { Columns, Expression } from "../expression/expression.js";
import { typeOf } from "../expression/scalar.js";
import type { ColumnCheck, ColumnDefinition } from "./contract.js";
import { isStrict, walkZod } from "./walk-zod.js";

/** A schema's row with its derived columns. */
export type WithDerived<Raw, Derived> = {
  [K in keyof Raw | keyof Derived]: K extends keyof Derived
    ? Derived[K] extends Expression<infer T>
      ? T
      : never
    : K extends keyof Raw
      ? Raw[K]
      : never;
};

/** A row schema whose rows carry columns computed from the others. */
export interface DerivedSchema<Row> extends StandardSchema<unknown, Row> {
  readonly derivedColumns: readonly ColumnDefinition[];
  readonly schemaColumns: readonly ColumnDefinition[];
  /** Whether rows may have no columns but these. */
  readonly strict: boolean;
}

/**
 * Adds columns that are computed from the schema's own once these are valid, e.g. an instant from a local time and a zone.
 * @throws {InvalidArgumentError} the schema is no zod object, or a name is taken.
 */
export function derive<Raw, Derived extends Readonly<Record<string, Expression<unknown>>>>(
  schema: StandardSchema<unknown, Raw>,
  build: (raw: Columns<Raw>) => Derived,
): DerivedSchema<WithDerived<Raw, Derived>> {
  checkArguments("derive", { build }, { build: option.callback });
  const schemaColumns = walkZod(schema);
  if (schemaColumns === undefined) throw new InvalidArgumentError("derive", "a zod object schema", schema);
  const raw = columnsOf(schemaColumns, { place: "derive", owner: "the schema" }) as Columns<Raw>;
  const derivedColumns = builtEntries("derive", "`build`", build(raw)).map(([name, built]): ColumnDefinition => {
    const node = builtNode("derive", `column ${name}`, built);
    if (schemaColumns.some((column) => column.name === name))
      throw new InvalidArgumentError("derive", "derived columns with names of their own", name);
    const type = typeOf(node);
    // What is no instant (a zone in the data that does not exist) must not be trusted as a time.
    const checks: readonly ColumnCheck[] = type === "time" ? [{ check: "finite" }] : [];
    return { name, type, nullable: true, checks, residual: false, derived: node };
  });
  const { validate, version, vendor } = schema["~standard"];
  return {
    "~standard": {
      version,
      vendor,
      validate: validate as DerivedSchema<WithDerived<Raw, Derived>>["~standard"]["validate"],
    },
    schemaColumns,
    derivedColumns,
    strict: isStrict(schema),
  };
}
