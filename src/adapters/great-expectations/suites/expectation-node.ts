import { InvalidArgumentError } from "../../../core/index.js";
import { patternFromPython } from "../../../ports/house.js";
import { type ExpressionNode, typeOf } from "../../../schema/house.js";
import type { Expectation, Keywords } from "../expectation.js";
import { likePattern } from "../texts/like-pattern.js";
import { parseTime } from "../texts/parse-time.js";
import { pythonPattern } from "../texts/python-pattern.js";

/** A column of the contract by name. */
export type ColumnNode = (name: string) => ExpressionNode;

type Maker = (kwargs: Keywords, column: ColumnNode) => ExpressionNode;

/** An expectation of single rows as what makes an expression of it; otherwise why it is none. */
export function expectationNode({ type, kwargs = {} }: Expectation): string | ((column: ColumnNode) => ExpressionNode) {
  const maker = makers[type];
  if (maker === undefined) return "it is no expectation of single rows, or not known";
  if (typeof kwargs.mostly === "number" && kwargs.mostly < 1) return "a rule holds for every row, not for mostly";
  if (kwargs.row_condition !== undefined && kwargs.row_condition !== null) return "a rule has no row_condition";
  if (JSON.stringify(kwargs).includes('"$PARAMETER"')) return "a rule has no suite parameters";
  if (typeof kwargs.regex === "string") {
    const read = patternFromPython(kwargs.regex);
    if ("why" in read) return `its pattern cannot be read: ${read.why}`;
  }
  return (column) => maker(kwargs, column);
}

const makers: Readonly<Record<string, Maker>> = {
  expect_column_to_exist: (kwargs, column) => {
    const of = columnOf(kwargs, column);
    return either(not({ op: "is-missing", of }), { op: "is-missing", of });
  },
  expect_column_values_to_not_be_null: (kwargs, column) => not({ op: "is-missing", of: columnOf(kwargs, column) }),
  expect_column_values_to_be_null: (kwargs, column) => ({ op: "is-missing", of: columnOf(kwargs, column) }),
  expect_column_values_to_be_in_set: (kwargs, column) => inSet(kwargs, column),
  expect_column_values_to_not_be_in_set: (kwargs, column) => not(inSet(kwargs, column)),
  expect_column_values_to_be_between: (kwargs, column) => {
    const of = columnOf(kwargs, column);
    const [low, high] = [literal(kwargs.min_value, of), literal(kwargs.max_value, of)];
    const above: ExpressionNode | undefined = low && {
      op: kwargs.strict_min === true ? "less" : "at-most",
      left: low,
      right: of,
    };
    const below: ExpressionNode | undefined = high && {
      op: kwargs.strict_max === true ? "less" : "at-most",
      left: of,
      right: high,
    };
    if (above !== undefined && below !== undefined) return both(above, below);
    return above ?? below ?? not({ op: "is-missing", of });
  },
  expect_column_value_lengths_to_equal: (kwargs, column) =>
    length(kwargs, column, Number(kwargs.value), Number(kwargs.value)),
  expect_column_value_lengths_to_be_between: (kwargs, column) => {
    const { min_value: least, max_value: most, strict_min, strict_max } = kwargs;
    const low = typeof least === "number" ? least + Number(strict_min === true) : 0;
    return length(kwargs, column, low, typeof most === "number" ? most - Number(strict_max === true) : undefined);
  },
  expect_column_values_to_match_regex: (kwargs, column) => matches(kwargs, column, pythonPattern(String(kwargs.regex))),
  expect_column_values_to_not_match_regex: (kwargs, column) =>
    not(matches(kwargs, column, pythonPattern(String(kwargs.regex)))),
  expect_column_values_to_match_like_pattern: (kwargs, column) =>
    matches(kwargs, column, likePattern(String(kwargs.like_pattern), "standard")),
  expect_column_values_to_not_match_like_pattern: (kwargs, column) =>
    not(matches(kwargs, column, likePattern(String(kwargs.like_pattern), "standard"))),
  expect_column_pair_values_to_be_equal: (kwargs, column) =>
    pair(kwargs, column, (left, right) => ({ op: "equal", left, right })),
  expect_column_pair_values_a_to_be_greater_than_b: (kwargs, column) =>
    pair(kwargs, column, (left, right) => ({
      op: kwargs.or_equal === true ? "at-most" : "less",
      left: right,
      right: left,
    })),
};

const not = (of: ExpressionNode): ExpressionNode => ({ op: "not", of });
const both = (left: ExpressionNode, right: ExpressionNode): ExpressionNode => ({ op: "and", left, right });
const either = (left: ExpressionNode, right: ExpressionNode): ExpressionNode => ({ op: "or", left, right });

function columnOf({ column }: Keywords, of: ColumnNode): ExpressionNode {
  return of(String(column));
}

function inSet(kwargs: Keywords, column: ColumnNode): ExpressionNode {
  const of = columnOf(kwargs, column);
  const values = (Array.isArray(kwargs.value_set) ? kwargs.value_set : []).flatMap(
    (value) => literal(value, of)?.value ?? [],
  );
  return { op: "one-of", of, values };
}

function matches(kwargs: Keywords, column: ColumnNode, pattern: RegExp): ExpressionNode {
  const of = columnOf(kwargs, column);
  if (typeOf(of) !== "text") throw unfit(of, "a pattern");
  return { op: "matches", of, pattern: pattern.source, flags: pattern.flags };
}

/** In code points, as the reference counts. */
function length(kwargs: Keywords, column: ColumnNode, least: number, most: number | undefined): ExpressionNode {
  return matches(kwargs, column, new RegExp(`^[^]{${least},${most ?? ""}}$`, "u"));
}

/** Where one of both is missing an expectation is not met, unless it leaves such rows out; where both are, a rule is missing and holds. */
function pair(
  kwargs: Keywords,
  column: ColumnNode,
  compare: (left: ExpressionNode, right: ExpressionNode) => ExpressionNode,
): ExpressionNode {
  const [left, right] = [column(String(kwargs.column_A)), column(String(kwargs.column_B))];
  const compared = compare(left, right);
  if (kwargs.ignore_row_if === "either_value_is_missing") return compared;
  const [noLeft, noRight]: readonly [ExpressionNode, ExpressionNode] = [
    { op: "is-missing", of: left },
    { op: "is-missing", of: right },
  ];
  const present = both(not(noLeft), not(noRight));
  if (kwargs.ignore_row_if === "neither") return both(present, compared);
  return both(either(both(noLeft, noRight), present), compared);
}

/** A value beside a column of the contract; undefined for none. */
function literal(value: unknown, of: ExpressionNode): Extract<ExpressionNode, { readonly op: "literal" }> | undefined {
  if (value === undefined || value === null) return undefined;
  const type = typeOf(of);
  if (type === "time" && (value instanceof Date || typeof value === "string"))
    return { op: "literal", type, value: (value instanceof Date ? value : parseTime(value)).getTime() };
  const wanted = {
    number: "number",
    integer: "number",
    text: "string",
    boolean: "boolean",
    time: "number",
    other: "none",
  }[type];
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") throw unfit(of, "a value");
  if (typeof value !== wanted) throw unfit(of, `the value ${String(value)}`);
  return { op: "literal", type: type === "integer" ? "number" : type, value };
}

function unfit(of: ExpressionNode, what: string): InvalidArgumentError {
  const name = of.op === "column" ? of.name : "a column";
  return new InvalidArgumentError(
    "great-expectations",
    `a column that ${what} can be compared with`,
    name,
    `${name}, a column of ${typeOf(of)}`,
  );
}
