import { InvalidArgumentError, type StandardSchema } from "../../core/index.js";
import { columnsOf } from "../expression/columns-of.js";
import type { Columns, Expression } from "../expression/expression.js";
import { typeOf } from "../expression/scalar.js";
import type { ColumnCheck, ColumnDefinition } from "./contract.js";
import { walkZod } from "./walk-zod.js";

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
}

/**
 * Adds columns that are computed from the schema's own once these are valid, e.g. an instant from a local time and a zone.
 * @throws {InvalidArgumentError} the schema is no zod object, or a name is taken.
 */
export function derive<Raw, Derived extends Readonly<Record<string, Expression<unknown>>>>(
  schema: StandardSchema<unknown, Raw>,
  build: (raw: Columns<Raw>) => Derived,
): DerivedSchema<WithDerived<Raw, Derived>> {
  const schemaColumns = walkZod(schema);
  if (schemaColumns === undefined) throw new InvalidArgumentError("derive", "a zod object schema", schema);
  const derivedColumns = Object.entries(build(columnsOf(schemaColumns) as Columns<Raw>)).map(
    ([name, { node }]): ColumnDefinition => {
      if (schemaColumns.some((column) => column.name === name))
        throw new InvalidArgumentError("derive", "derived columns with names of their own", name);
      const type = typeOf(node);
      // What is no instant (a zone in the data that does not exist) must not be trusted as a time.
      const checks: readonly ColumnCheck[] = type === "time" ? [{ check: "finite" }] : [];
      return { name, type, nullable: true, checks, residual: false, derived: node };
    },
  );
  const { validate, version, vendor } = schema["~standard"];
  return {
    "~standard": {
      version,
      vendor,
      validate: validate as DerivedSchema<WithDerived<Raw, Derived>>["~standard"]["validate"],
    },
    schemaColumns,
    derivedColumns,
  };
}
