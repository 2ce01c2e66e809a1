import { InvalidArgumentError } from "../../core/index.js";
import { condition } from "./build-condition.js";
import { literal, numberColumn } from "./build-number.js";
import { textColumn } from "./build-text.js";
import type { Expression, NumberColumn, TimeColumn, ZoneOptions } from "./expression.js";
import type { BoundHistoryScope } from "./history-scope.js";
import type { ExpressionNode } from "./node.js";
import { checkZone } from "./semantics/zone-offset.js";

type Cyclic = NumberColumn<number> & { cyclical(options?: { readonly period?: number }): Expression<number> };

/** Wraps an expression that gives an instant. */
export function timeColumn<T extends Date | null = Date>(
  node: ExpressionNode,
  scope?: BoundHistoryScope,
): TimeColumn<T> {
  const cyclic = (
    part: "hour" | "day-of-week" | "month",
    options: ZoneOptions | undefined,
    usualPeriod: number,
  ): Cyclic => {
    const column = numberColumn(calendar(node, part, options));
    return { ...column, cyclical: ({ period = usualPeriod } = {}) => column.cyclical({ period }) };
  };
  return {
    node,
    isMissing: () => condition({ op: "is-missing", of: node }),
    oneOf: (values) => condition({ op: "one-of", of: node, values: values.map(milliseconds) }),
    plusMinutes: (minutes) =>
      timeColumn<T>(
        { op: "plus-minutes", of: node, minutes: typeof minutes === "number" ? literal(minutes) : minutes.node },
        scope,
      ),
    minutesSince: (start) => numberColumn({ op: "minutes-since", of: node, start: start.node }),
    before: (other) => condition({ op: "less", left: node, right: instant(other) }),
    atOrAfter: (other) => condition({ op: "at-most", left: instant(other), right: node }),
    hourOfDay: (options) => cyclic("hour", options, 24),
    dayOfWeek: (options) => cyclic("day-of-week", options, 7),
    month: (options) => cyclic("month", options, 12),
    day: (options) => textColumn<string, unknown>(calendar(node, "day", options), scope),
    inZone: (zone) => timeColumn<Date>({ op: "instant", of: node, zone: zoneNode(zone) }, scope),
  };
}

function instant(time: Date | { readonly node: ExpressionNode }): ExpressionNode {
  return time instanceof Date ? { op: "literal", type: "time", value: milliseconds(time) } : time.node;
}

function milliseconds(time: Date): number {
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError("expression", "a valid Date", time);
  return time.getTime();
}

function zoneNode(zone: string | { readonly node: ExpressionNode }): ExpressionNode {
  const node: ExpressionNode = typeof zone === "string" ? { op: "literal", type: "text", value: zone } : zone.node;
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
  { zone }: ZoneOptions = {},
): ExpressionNode {
  return zone === undefined ? { op: "calendar", part, of } : { op: "calendar", part, of, zone: zoneNode(zone) };
}
