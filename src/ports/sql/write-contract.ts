import type { ColumnDefinition } from "../../schema/house.js";
import type { Contract } from "../../schema/index.js";
import type { Unsaid } from "../engine.js";
import { isNamed } from "./connection.js";
import type { SqlColumn, SqlDialect } from "./dialect.js";
import { familyOfType } from "./family.js";
import { createLayers, type Layers, layerOf, sql, type Term } from "./layers.js";
import { quoteName } from "./literals.js";
import { readValue } from "./read-value.js";
import { sayOr, Unsayable } from "./unsaid.js";
import { writeCheck } from "./write-check.js";
import { type Writing, writeExpression } from "./write-expression.js";

/** A contract over a relation, as terms. */
export interface WrittenContract {
  readonly layers: Layers;
  /** By what reasons are counted by: whether a row has that reason. Never null. */
  readonly reasons: ReadonlyMap<string, Term>;
  /** By column: its value in a row without a reason, as far as null goes. */
  readonly values: ReadonlyMap<string, Term>;
  readonly unsupported: readonly Unsaid[];
}

type Facts = Pick<Contract<unknown, never>, "columns" | "rules" | "strict" | "eventTime">;

/** Says in SQL what `createRowValidator` says of a row; what cannot be said is listed. */
export function writeContract(contract: Facts, table: readonly SqlColumn[], dialect: SqlDialect): WrittenContract {
  const layers = createLayers();
  const reasons = new Map<string, Term>();
  const values = new Map<string, Term>();
  const unknown = new Map<string, string>();
  const unsupported: Unsaid[] = [];
  const refuse = (what: string) => (reason: string) => void unsupported.push({ what, reason });
  const writing: Writing = {
    dialect,
    layers,
    column(name) {
      const value = values.get(name);
      if (value === undefined) throw new Unsayable(`it needs column ${name}: ${unknown.get(name) ?? "there is none"}`);
      return value;
    },
  };

  /** A row may have a reason of one name by several checks. */
  function addReason(key: string, broken: Term): Term {
    const before = reasons.get(key);
    const flag = layers.bind(before === undefined ? broken : sql`${before} OR ${broken}`);
    reasons.set(key, flag);
    return flag;
  }

  function addChecks({ name, type, checks }: ColumnDefinition, of: Term): readonly Term[] {
    return checks.flatMap((check) => {
      const passes = sayOr(
        () => writeCheck(check, of, familyOfType(type), dialect, layers),
        refuse(`column ${name} ${check.check}`),
      );
      return passes === undefined
        ? []
        : [addReason(`${name} ${check.check}`, sql`${of} IS NOT NULL AND NOT ${passes}`)];
    });
  }

  function addColumn(column: ColumnDefinition, found: SqlColumn): void {
    const { name, type, nullable, residual } = column;
    const said = sayOr(
      () => {
        if (residual)
          throw new Unsayable("its schema has parts that are code: transforms, refinements, nested objects");
        return readValue(found, layers.source(quoteName(name)), type, dialect, layers);
      },
      (reason) => {
        unknown.set(name, reason);
        unsupported.push({ what: `column ${name}`, reason });
      },
    );
    if (said === undefined) return;
    const { raw, value, wrong } = said;
    const broken: Term[] = [];
    if (!nullable) broken.push(addReason(`${name} missing`, sql`${raw} IS NULL`));
    let sound = layers.bind(value);
    if (wrong !== undefined) {
      const flag = addReason(`${name} type`, sql`COALESCE(${wrong}, FALSE)`);
      broken.push(flag);
      sound = layers.bind(sql`CASE WHEN NOT ${flag} THEN ${sound} END`);
    }
    broken.push(...addChecks(column, sound));
    // What is wrong with one column does not hide what is wrong with others: rules see its value as missing.
    values.set(
      name,
      broken.length === 0 ? sound : layers.bind(sql`CASE WHEN NOT (${anyOf(broken)}) THEN ${sound} END`),
    );
  }

  function addDerived(column: ColumnDefinition): void {
    const { name, derived } = column;
    if (derived === undefined) return;
    const value = sayOr(
      () => layers.bind(writeExpression(derived, writing)),
      (reason) => {
        unknown.set(name, reason);
        unsupported.push({ what: `column ${name}`, reason });
      },
    );
    if (value === undefined) return;
    values.set(name, value);
    if (name === contract.eventTime && soundSoFar !== undefined)
      addReason(`${name} missing`, sql`${value} IS NULL AND NOT ${soundSoFar}`);
    addChecks(column, value);
  }

  for (const column of contract.columns) {
    const found = table.find((one) => isNamed(dialect, one, column.name));
    if (column.derived === undefined && found !== undefined) addColumn(column, found);
  }
  if (contract.strict)
    for (const found of table)
      if (!contract.columns.some(({ name }) => isNamed(dialect, found, name)))
        addReason(`${found.name} unknown-column`, sql`${layers.source(quoteName(found.name))} IS NOT NULL`);
  const soundSoFar = layers.bind(anyOf([...reasons.values()]));
  for (const column of contract.columns) addDerived(column);
  for (const { name, node } of contract.rules) {
    const holds = sayOr(() => writeExpression(node, writing), refuse(`rule "${name}"`));
    if (holds !== undefined) addReason(`rule ${name}`, sql`NOT COALESCE(${holds}, TRUE)`);
  }
  return { layers, reasons, values, unsupported };
}

/** Whether any of several flags is true. */
export function anyOf(flags: readonly Term[]): Term {
  if (flags.length === 0) return { sql: "FALSE", layer: 0, atom: true };
  return { sql: `(${flags.map((flag) => flag.sql).join(" OR ")})`, layer: layerOf(flags) };
}
