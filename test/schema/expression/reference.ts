import fc from "fast-check";
import type { ExpressionNode, Scalar } from "../../../src/schema/house.js";
import { wallClock } from "./semantics/zones.js";

export type Row = Readonly<Record<string, Scalar>>;

/** Expressions read one by one as the comment on `ExpressionNode` says, with nothing shared with the compilers. */
export function evaluate(node: ExpressionNode, row: Row): Scalar {
  const of = (inner: ExpressionNode) => evaluate(inner, row);
  /** Missing if any operand is. */
  const strict = (operands: readonly ExpressionNode[], apply: (values: never[]) => Scalar): Scalar => {
    const values = operands.map(of);
    return values.includes(null) ? null : apply(values as never[]);
  };
  switch (node.op) {
    case "column":
      return row[node.name] ?? null;
    case "literal":
      return node.value;
    case "add":
      return strict([node.left, node.right], ([a = 0, b = 0]: number[]) => a + b);
    case "subtract":
      return strict([node.left, node.right], ([a = 0, b = 0]: number[]) => a - b);
    case "multiply":
      return strict([node.left, node.right], ([a = 0, b = 0]: number[]) => a * b);
    case "divide":
      return strict([node.left, node.right], ([a = 0, b = 0]: number[]) => a / b);
    case "minimum":
      return strict([node.left, node.right], (pair: number[]) => Math.min(...pair));
    case "maximum":
      return strict([node.left, node.right], (pair: number[]) => Math.max(...pair));
    case "negate":
      return strict([node.of], ([a = 0]: number[]) => -1 * a);
    case "absolute":
      return strict([node.of], ([a = 0]: number[]) => (a <= 0 ? 0 - a : a));
    case "floor":
      return strict([node.of], ([a = 0]: number[]) => Math.floor(a));
    case "natural-logarithm":
      return strict([node.of], ([a = 0]: number[]) => (a < 0 ? Number.NaN : Math.log(a)));
    case "equal":
      return strict([node.left, node.right], ([a, b]: Scalar[]) => a === b);
    case "differ":
      return strict([node.left, node.right], ([a, b]: Scalar[]) => !(a === b));
    case "less":
      return strict([node.left, node.right], ([a = 0, b = 0]: number[]) => b > a);
    case "at-most":
      return strict([node.left, node.right], ([a = 0, b = 0]: number[]) => b >= a);
    case "and":
      return kleene([of(node.left), of(node.right)], false);
    case "or":
      return kleene([of(node.left), of(node.right)], true);
    case "not":
      return strict([node.of], ([a]: boolean[]) => a === false);
    case "is-missing":
      return of(node.of) === null;
    case "one-of":
      return strict([node.of], ([a]: Scalar[]) => node.values.some((value) => value === a));
    case "matches":
      return strict([node.of], ([a = ""]: string[]) => a.search(new RegExp(node.pattern, node.flags)) >= 0);
    case "impute": {
      const value = of(node.of);
      return value === null ? node.value : value;
    }
    case "choose": {
      const chosen = of(node.condition);
      if (chosen === null) return null;
      return chosen ? of(node.whenTrue) : of(node.whenFalse);
    }
    case "lookup":
      return strict([node.of], ([word = ""]: string[]) =>
        Object.hasOwn(node.entries, word) ? (node.entries[word] as Scalar) : null,
      );
    case "plus-minutes":
      return strict([node.of, node.minutes], ([a = 0, b = 0]: number[]) => a + b * 60_000);
    case "minutes-since":
      return strict([node.of, node.start], ([a = 0, b = 0]: number[]) => (a - b) / 60_000);
    case "calendar": {
      const zone = node.zone ?? { op: "literal", type: "text", value: "UTC" };
      return strict([node.of, zone], ([time, name]: (string | number)[]) => {
        if (Number.isNaN(new Date(Number(time)).getTime())) return node.part === "day" ? null : Number.NaN;
        return wallClock(Number(time), String(name))[node.part];
      });
    }
    default:
      throw new Error(`not a row expression: ${node.op}`);
  }
}

/** The deciding value wins over missing, missing over the other. */
function kleene(values: readonly Scalar[], decides: boolean): boolean | null {
  if (values.includes(decides)) return decides;
  return values.includes(null) ? null : !decides;
}

const column = (name: string, type: "number" | "text" | "time" | "boolean") =>
  fc.constant<ExpressionNode>({ op: "column", name, type });
const literal = (type: "number" | "text" | "boolean" | "time", values: fc.Arbitrary<number | string | boolean>) =>
  values.map((value): ExpressionNode => ({ op: "literal", type, value }));

const words = ["ATL", "JFK", "atl", "", "toString"];
const time = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2030, 0, 1) });
const smallNumber = fc.oneof(fc.constantFrom(0, -0, 1, -1.5, 15, Number.NaN, Number.POSITIVE_INFINITY), fc.double());

/** Well-typed expressions over the columns of `arbitraryRow`, with every operation that rows have. */
export const { number, condition, text, instant } = fc.letrec<{
  number: ExpressionNode;
  condition: ExpressionNode;
  text: ExpressionNode;
  instant: ExpressionNode;
}>((tie) => {
  const pair = (kind: "number" | "condition" | "text" | "instant") => fc.tuple(tie(kind), tie(kind));
  return {
    number: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      column("x", "number"),
      column("y", "number"),
      literal("number", smallNumber),
      fc
        .tuple(fc.constantFrom("add", "subtract", "multiply", "divide", "minimum", "maximum"), pair("number"))
        .map(([op, [left, right]]): ExpressionNode => ({ op, left, right })),
      fc
        .tuple(fc.constantFrom("negate", "absolute", "floor", "natural-logarithm"), tie("number"))
        .map(([op, of]): ExpressionNode => ({ op, of })),
      fc.tuple(tie("number"), smallNumber).map(([of, value]): ExpressionNode => ({ op: "impute", of, value })),
      fc
        .tuple(tie("condition"), pair("number"))
        .map(
          ([condition, [whenTrue, whenFalse]]): ExpressionNode => ({ op: "choose", condition, whenTrue, whenFalse }),
        ),
      tie("text").map((of): ExpressionNode => ({ op: "lookup", of, type: "number", entries: { ATL: 1, "": -2 } })),
      pair("instant").map(([of, start]): ExpressionNode => ({ op: "minutes-since", of, start })),
      fc
        .tuple(
          fc.constantFrom("hour", "minute", "day-of-week", "day-of-month", "month"),
          tie("instant"),
          fc.option(fc.constantFrom("America/New_York", "America/St_Johns", "Asia/Kolkata"), { nil: undefined }),
        )
        .map(
          ([part, of, name]): ExpressionNode =>
            name === undefined
              ? { op: "calendar", part, of }
              : { op: "calendar", part, of, zone: { op: "literal", type: "text", value: name } },
        ),
    ),
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      column("flag", "boolean"),
      literal("boolean", fc.boolean()),
      fc
        .tuple(fc.constantFrom("equal", "differ", "less", "at-most"), fc.oneof(pair("number"), pair("instant")))
        .map(([op, [left, right]]): ExpressionNode => ({ op, left, right })),
      fc
        .tuple(fc.constantFrom("equal", "differ"), pair("text"))
        .map(([op, [left, right]]): ExpressionNode => ({ op, left, right })),
      fc
        .tuple(fc.constantFrom("and", "or"), pair("condition"))
        .map(([op, [left, right]]): ExpressionNode => ({ op, left, right })),
      tie("condition").map((of): ExpressionNode => ({ op: "not", of })),
      fc
        .oneof(tie("number"), tie("condition"), tie("text"), tie("instant"))
        .map((of): ExpressionNode => ({ op: "is-missing", of })),
      tie("text").map((of): ExpressionNode => ({ op: "one-of", of, values: ["ATL", ""] })),
      tie("number").map((of): ExpressionNode => ({ op: "one-of", of, values: [0, 15] })),
      tie("text").map((of): ExpressionNode => ({ op: "matches", of, pattern: "^a", flags: "i" })),
    ),
    text: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      column("word", "text"),
      literal("text", fc.constantFrom(...words)),
      tie("text").map((of): ExpressionNode => ({ op: "impute", of, value: "JFK" })),
      tie("text").map(
        (of): ExpressionNode => ({ op: "lookup", of, type: "text", entries: { ATL: "JFK", JFK: "ATL" } }),
      ),
      tie("instant").map((of): ExpressionNode => ({ op: "calendar", part: "day", of })),
    ),
    instant: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      column("at", "time"),
      literal("time", time),
      fc
        .tuple(tie("instant"), literal("number", fc.integer({ min: -100_000, max: 100_000 })))
        .map(([of, minutes]): ExpressionNode => ({ op: "plus-minutes", of, minutes })),
    ),
  };
});

const orMissing = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 3 });

export const arbitraryRow: fc.Arbitrary<Row> = fc.record({
  x: orMissing(smallNumber),
  y: orMissing(smallNumber),
  flag: orMissing(fc.boolean()),
  word: orMissing(fc.constantFrom(...words)),
  at: orMissing(fc.oneof({ weight: 9, arbitrary: time }, { weight: 1, arbitrary: fc.constant(Number.NaN) })),
});
