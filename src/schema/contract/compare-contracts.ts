import { canonicalJson } from "../../core/index.js";
import { describeExpression } from "../expression/describe-expression.js";
import type { ColumnCheck, ColumnDefinition, Contract } from "./contract.js";

/** One thing in which two contracts differ, in words; undefined where one does not have it. */
export interface ContractDifference {
  /** e.g. `column delay`, `rule goes far`. */
  readonly subject: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What differs between two contracts, columns first. */
export function compareContracts<Before, BeforeLabel extends string, After, AfterLabel extends string>(
  before: Contract<Before, BeforeLabel>,
  after: Contract<After, AfterLabel>,
): readonly ContractDifference[] {
  const was = factsOf(before);
  const is = factsOf(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((subject) => was.get(subject) !== is.get(subject))
    .map((subject) => ({ subject, before: was.get(subject), after: is.get(subject) }));
}

export function describeDifference({ subject, before, after }: ContractDifference): string {
  if (before === undefined) return `${subject} is new (${after})`;
  if (after === undefined) return `${subject} is gone (${before})`;
  return `${subject} was ${before} and is ${after}`;
}

function factsOf<Row, Label extends string>(contract: Contract<Row, Label>): ReadonlyMap<string, string> {
  const { columns, eventTime, labels, missing, rules, strict } = contract;
  return new Map([
    ...columns.map((column) => [`column ${column.name}`, describeColumn(column)] as const),
    ...(eventTime === undefined ? [] : [["the event time", eventTime] as const]),
    ...Object.entries(labels).map(
      ([name, label]) => [`label ${name}`, `known at ${describeExpression(label.knownAt)}`] as const,
    ),
    ...Object.entries(missing).map(([name, share]) => [`the missing share of ${name}`, String(share)] as const),
    ...(strict ? [["other columns", "refused"] as const] : []),
    ...rules.map(({ name, node }) => [`rule ${name}`, describeExpression(node)] as const),
  ]);
}

function describeColumn({ type, nullable, checks, residual, input, derived }: ColumnDefinition): string {
  // Every number has to be finite: nothing to tell columns apart by.
  const limits = checks.filter(({ check }) => check !== "finite").map(describeCheck);
  return [
    nullable ? `${type} or missing` : type,
    ...limits,
    ...(residual ? ["further checks of its schema"] : []),
    ...(input === undefined ? [] : [`made of ${input}`]),
    ...(derived === undefined ? [] : [`computed as ${describeExpression(derived)}`]),
  ].join(", ");
}

function describeCheck(limit: ColumnCheck): string {
  const { check, ...rest } = limit;
  const facts = Object.values(rest).map((fact) => (typeof fact === "object" ? canonicalJson(fact) : String(fact)));
  return [check.replaceAll("-", " "), ...facts].join(" ");
}
