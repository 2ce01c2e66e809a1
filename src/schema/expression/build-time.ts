import { checkArguments, checkOptions, type OptionRule, option } from "../../core/house.js";
import { condition } from "./build-condition.js";
import { numberColumn } from "./build-number.js";
import { textColumn } from "./build-text.js";
import type { CalendarColumn, Expression, MissingWith, RowTimeColumn, ValueOf, ZoneOptions } from "./expression.js";
import { guardExpression } from "./guard-expression.js";
import type { BoundHistoryScope } from "./history-scope.js";
import type { ExpressionNode } from "./node.js";
import { operandOf } from "./operand.js";
import { checkZone } from "./semantics/zone-offset.js";

const date: OptionRule = {
  expected: "a valid Date",
  holds: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
};

/** Wraps an expression that gives an instant. */
export function timeColumn<T extends Date | null = Date, All = unknown>(
  node: ExpressionNode,
  scope?: BoundHistoryScope,
): RowTimeColumn<T, All> {
  const cyclic = (
    part: "hour" | "day-of-week" | "month",
    options: ZoneOptions | undefined,
    usualPeriod: number,
  ): CalendarColumn<T> => {
    const column = numberColumn<MissingWith<number, T>>(calendar(node, part, options));
    return guardExpression({
      ...column,
      cyclical: (options = {}) => {
        checkOptions("expression", options, { period: option.number({ above: 0 }) });
        return column.cyclical({ period: options.period ?? usualPeriod });
      },
    });
  };
  return guardExpression({
    node,
    isMissing: () => condition({ op: "is-missing", of: node }),
    oneOf: (values) => {
      checkArguments("expression", { values }, { values: option.listOf(date) });
      return condition({ op: "one-of", of: node, values: values.map((time) => time.getTime()) });
    },
    plusMinutes: <Minutes extends Expression<number | null> | number>(minutes: Minutes) =>
      timeColumn<MissingWith<T, ValueOf<Minutes>>, All>(
        { op: "plus-minutes", of: node, minutes: operandOf("plusMinutes", "number", minutes) },
        scope,
      ),
    minutesSince: <Start extends Expression<Date | null>>(start: Start) =>
      numberColumn<MissingWith<number, T | ValueOf<Start>>>({
        op: "minutes-since",
        of: node,
        start: operandOf("minutesSince", "time", start),
      }),
    before: (other) => condition({ op: "less", left: node, right: operandOf("before", "time", other) }),
    atOrAfter: (other) => condition({ op: "at-most", left: operandOf("atOrAfter", "time", other), right: node }),
    hourOfDay: (options) => cyclic("hour", options, 24),
    dayOfWeek: (options) => cyclic("day-of-week", options, 7),
    month: (options) => cyclic("month", options, 12),
    day: (options) => textColumn<MissingWith<string, T>, All>(calendar(node, "day", options), scope),
    inZone: (zone) =>
      timeColumn<MissingWith<Date, T>, All>({ op: "instant", of: node, zone: zoneNode("inZone", zone) }, scope),
  });
}

function zoneNode(method: string, zone: unknown): ExpressionNode {
  const node = operandOf(method, "text", zone);
  checkZones(node);
  return node;
}

/** Zones that stand in the expression itself are checked here; those in data cannot be, and give NaN. */
function checkZones(node: ExpressionNode): void {
  if (node.op === "literal") checkZone(String(node.value));
  if (node.op === "lookup") for (const zone of Object.values(node.entries)) checkZone(String(zone));
  if (node.op === "impute") {
    checkZones(node.of);
    checkZone(String(node.value));
  }
}

function calendar(
  of: ExpressionNode,
  part: "hour" | "day-of-week" | "month" | "day",
  options: ZoneOptions = {},
): ExpressionNode {
  checkOptions("expression", options, { zone: option.anything });
  const { zone } = options;
  return zone === undefined ? { op: "calendar", part, of } : { op: "calendar", part, of, zone: zoneNode("zone", zone) };
}
