import {
  arithmetic,
  type Batch,
  buildValidity,
  type ColumnData,
  calendarNumber,
  columnFromValues,
  dayText,
  type ExpressionNode,
  instantOf,
  isMissing,
  localDay,
  minutesSince,
  plusMinutes,
  typeOf,
  unary,
} from "../../data/index.js";
import { bothPresent, numericOf, numericResult, withoutMissing } from "./column-access.js";

type Columns = (batch: Batch) => ColumnData;
type Compile = (node: ExpressionNode) => Columns;

/** Kernels over raw number arrays; undefined for expressions that have none. */
export function compileNumeric(node: ExpressionNode, compile: Compile): Columns | undefined {
  switch (node.op) {
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum":
      return binary(compile(node.left), compile(node.right), arithmetic[node.op], "number");
    case "plus-minutes":
      return binary(compile(node.of), compile(node.minutes), plusMinutes, "time");
    case "minutes-since":
      return binary(compile(node.of), compile(node.start), minutesSince, "number");
    case "negate":
    case "absolute":
    case "floor":
    case "natural-logarithm": {
      const [of, apply] = [compile(node.of), unary[node.op]];
      return (batch) => {
        const column = numericOf(of(batch));
        return numericResult("number", column.values.map(apply), column.validity);
      };
    }
    case "less":
    case "at-most":
      return compare(
        compile(node.left),
        compile(node.right),
        node.op === "less" ? (left, right) => left < right : (left, right) => left <= right,
      );
    case "equal":
    case "differ":
      if (!isNumeric(node.left) || !isNumeric(node.right)) return undefined;
      return compare(
        compile(node.left),
        compile(node.right),
        node.op === "equal" ? (left, right) => left === right : (left, right) => left !== right,
      );
    case "impute": {
      const { value } = node;
      if (!isNumeric(node.of) || typeof value !== "number") return undefined;
      const of = compile(node.of);
      const type = typeOf(node) as "number" | "integer" | "time";
      return (batch) => {
        const column = numericOf(of(batch));
        return numericResult(
          type,
          column.validity === undefined
            ? column.values
            : column.values.map((present, row) => (isMissing(column, row) ? value : present)),
          undefined,
        );
      };
    }
    case "calendar":
      return calendar(node, compile);
    case "instant":
      return byZone(compile(node.of), compile(node.zone), instantOf, "time");
    default:
      return undefined;
  }
}

function isNumeric(node: ExpressionNode): boolean {
  return ["number", "integer", "time"].includes(typeOf(node));
}

function binary(
  left: Columns,
  right: Columns,
  apply: (left: number, right: number) => number,
  type: "number" | "time",
): Columns {
  return (batch) => {
    const [a, b] = [numericOf(left(batch)), numericOf(right(batch))];
    const values = new Float64Array(batch.length);
    for (let row = 0; row < values.length; row++) values[row] = apply(a.values[row] as number, b.values[row] as number);
    return numericResult(type, values, bothPresent(a, b, batch.length));
  };
}

function compare(left: Columns, right: Columns, holds: (left: number, right: number) => boolean): Columns {
  return (batch) => {
    const [a, b] = [numericOf(left(batch)), numericOf(right(batch))];
    const values = new Uint8Array(batch.length);
    for (let row = 0; row < values.length; row++)
      values[row] = holds(a.values[row] as number, b.values[row] as number) ? 1 : 0;
    return withoutMissing({ type: "boolean", length: batch.length, values }, bothPresent(a, b, batch.length));
  };
}

function calendar(node: ExpressionNode & { readonly op: "calendar" }, compile: Compile): Columns {
  const zone = compile(node.zone ?? { op: "literal", type: "text", value: "UTC" });
  const of = compile(node.of);
  const { part } = node;
  if (part !== "day") return byZone(of, zone, (time, name) => calendarNumber(time, part, name), "integer");
  const days = byZone(of, zone, localDay, "integer");
  return (batch) => {
    const column = numericOf(days(batch));
    const words = new Map<number, string>();
    const text = (day: number): string | null => {
      if (Number.isNaN(day)) return null;
      const known = words.get(day) ?? dayText(day);
      words.set(day, known);
      return known;
    };
    return columnFromValues(
      "text",
      Array.from(column.values, (day, row) => (isMissing(column, row) ? null : text(day))),
    );
  };
}

/** A function of a time and a zone, where the zone is a word of a dictionary. */
function byZone(
  time: Columns,
  zone: Columns,
  apply: (time: number, zone: string) => number,
  type: "integer" | "time",
): Columns {
  return (batch) => {
    const [times, zones] = [numericOf(time(batch)), zone(batch)];
    if (zones.type !== "text")
      return numericResult(
        type,
        new Float64Array(batch.length),
        buildValidity(batch.length, () => false),
      );
    const values = new Float64Array(batch.length);
    const validity = bothPresent(times, zones, batch.length);
    for (let row = 0; row < values.length; row++) {
      if (validity !== undefined && ((validity[row >> 3] as number) & (1 << (row & 7))) === 0) continue;
      values[row] = apply(times.values[row] as number, zones.dictionary[zones.codes[row] as number] as string);
    }
    return numericResult(type, values, validity);
  };
}
