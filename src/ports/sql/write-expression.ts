import type { ExpressionNode } from "../../schema/house.js";
import { typeOf } from "../../schema/house.js";
import type { SqlDialect } from "./dialect.js";
import { type Family, familyOfType } from "./family.js";
import { type Layers, sql, type Term } from "./layers.js";
import { quoteNumber, quoteText } from "./literals.js";
import { Unsayable } from "./unsaid.js";
import { writeCalendar } from "./write-calendar.js";
import { writeMembership } from "./write-membership.js";
import { writePattern } from "./write-pattern.js";

/** What expressions are written with. `column` throws `Unsayable` for one whose value cannot be computed. */
export interface Writing {
  readonly dialect: SqlDialect;
  readonly layers: Layers;
  column(name: string): Term;
}

type NodeOf<Op extends ExpressionNode["op"]> = Extract<ExpressionNode, { readonly op: Op }>;

const symbols = { add: "+", subtract: "-", multiply: "*", divide: "/" } as const;
const comparisons = { equal: "=", differ: "<>", less: "<", "at-most": "<=" } as const;

/**
 * An expression as SQL with the meaning that `compileRow` gives it: numbers and times are doubles, missing is null, NaN is no number to compare with.
 * @throws {Unsayable} there is none.
 */
export function writeExpression(node: ExpressionNode, writing: Writing): Term {
  const { dialect, layers } = writing;
  const write = (inner: ExpressionNode): Term => writeExpression(inner, writing);
  switch (node.op) {
    case "column":
      return writing.column(node.name);
    case "literal":
      return writeLiteral(node.value);
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
      return sql`${write(node.left)} ${symbols[node.op]} ${write(node.right)}`;
    case "minimum":
    case "maximum":
      return writeExtreme(node, writing);
    case "negate":
      return sql`-${write(node.of)}`;
    case "absolute":
      return sql`abs(${write(node.of)})`;
    case "floor":
      return sql`floor(${write(node.of)})`;
    case "natural-logarithm": {
      const of = layers.bind(write(node.of));
      const [nan, low] = [quoteNumber(Number.NaN), quoteNumber(Number.NEGATIVE_INFINITY)];
      return sql`CASE WHEN ${dialect.isNan(of.sql)} OR ${of} < 0 THEN ${nan} WHEN ${of} = 0 THEN ${low} WHEN ${of} > 0 THEN ln(${of}) END`;
    }
    case "equal":
    case "differ":
    case "less":
    case "at-most":
      return writeComparison(node, writing);
    case "and":
    case "or":
      return sql`${write(node.left)} ${node.op === "and" ? "AND" : "OR"} ${write(node.right)}`;
    case "not":
      return sql`NOT ${write(node.of)}`;
    case "is-missing":
      return sql`${write(node.of)} IS NULL`;
    case "one-of":
      refuseOther(node.of);
      return writeMembership(layers.bind(write(node.of)), node.values, familyOf(node.of), dialect);
    case "matches":
      return patternOf(write(node.of), node, dialect);
    case "impute":
      refuseOther(node.of);
      return sql`COALESCE(${write(node.of)}, ${writeLiteral(node.value)})`;
    case "choose": {
      for (const inner of [node.whenTrue, node.whenFalse]) refuseOther(inner);
      const condition = layers.bind(write(node.condition));
      return sql`CASE WHEN ${condition} THEN ${write(node.whenTrue)} WHEN NOT ${condition} THEN ${write(node.whenFalse)} END`;
    }
    case "lookup":
      return writeLookup(node, write(node.of));
    case "plus-minutes":
      return sql`${write(node.of)} + ${write(node.minutes)} * 60000.0e0`;
    case "minutes-since":
      return sql`(${write(node.of)} - ${write(node.start)}) / 60000.0e0`;
    case "calendar":
      requireUtc(node.zone);
      return writeCalendar(layers, node.part, write(node.of));
    case "instant":
      requireUtc(node.zone);
      return write(node.of);
    default:
      throw new Unsayable(`${node.op} looks at other rows than its own`);
  }
}

function familyOf(node: ExpressionNode): Family {
  return familyOfType(typeOf(node));
}

function refuseOther(node: ExpressionNode): void {
  if (familyOf(node) === "other")
    throw new Unsayable("it looks into a column that is neither number, text, yes/no nor time");
}

function writeLiteral(value: number | string | boolean): Term {
  if (typeof value === "boolean") return { sql: value ? "TRUE" : "FALSE", layer: 0, atom: true };
  return { sql: typeof value === "number" ? quoteNumber(value) : quoteText(value), layer: 0, atom: true };
}

function patternOf(of: Term, node: NodeOf<"matches">, dialect: SqlDialect): Term {
  return { sql: dialect.matches(of.sql, quoteText(writePattern(node.pattern, node.flags, dialect))), layer: of.layer };
}

/** IEEE 754 by hand: engines sort NaN above all numbers. */
function writeComparison(
  node: NodeOf<"equal" | "differ" | "less" | "at-most">,
  { dialect, layers, ...writing }: Writing,
): Term {
  const [left, right] = [familyOf(node.left), familyOf(node.right)];
  if (left !== right || left === "other") throw new Unsayable("it compares what SQL cannot compare");
  const [a, b] = [node.left, node.right].map((inner) =>
    layers.bind(writeExpression(inner, { dialect, layers, ...writing })),
  ) as [Term, Term];
  const symbol = comparisons[node.op];
  if (left !== "number") return sql`${a} ${symbol} ${b}`;
  const unequal = node.op === "differ" ? "TRUE" : "FALSE";
  return sql`CASE WHEN ${a} IS NULL OR ${b} IS NULL THEN NULL WHEN ${dialect.isNan(a.sql)} OR ${dialect.isNan(b.sql)} THEN ${unequal} ELSE ${a} ${symbol} ${b} END`;
}

function writeExtreme(
  node: { readonly op: string; readonly left: ExpressionNode; readonly right: ExpressionNode },
  writing: Writing,
): Term {
  const { dialect, layers } = writing;
  const a = layers.bind(writeExpression(node.left, writing));
  const b = layers.bind(writeExpression(node.right, writing));
  const symbol = node.op === "minimum" ? "<" : ">";
  // Of two zeros the minimum is negative where one is, the maximum positive.
  const zero = node.op === "minimum" ? sql`-(-${a} + -${b})` : sql`${a} + ${b}`;
  const nan = quoteNumber(Number.NaN);
  return sql`CASE WHEN ${a} IS NULL OR ${b} IS NULL THEN NULL WHEN ${dialect.isNan(a.sql)} OR ${dialect.isNan(b.sql)} THEN ${nan} WHEN ${a} = 0 AND ${b} = 0 THEN ${zero} WHEN ${a} ${symbol} ${b} THEN ${a} ELSE ${b} END`;
}

function writeLookup({ entries, type }: NodeOf<"lookup">, of: Term): Term {
  const cases = Object.entries(entries)
    .filter(([word]) => !/\p{Surrogate}/u.test(word))
    .map(([word, value]) => `WHEN ${quoteText(word)} THEN ${writeLiteral(value).sql}`);
  if (cases.length === 0)
    return { sql: `CAST(NULL AS ${type === "text" ? "VARCHAR" : "DOUBLE"})`, layer: 0, atom: true };
  return sql`CASE ${of} ${cases.join(" ")} END`;
}

function requireUtc(zone: ExpressionNode | undefined): void {
  if (zone === undefined || (zone.op === "literal" && zone.value === "UTC")) return;
  throw new Unsayable("engines have other editions of the time zones; it can be said in UTC");
}
