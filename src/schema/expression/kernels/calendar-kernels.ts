import { isMissing } from "../../columns/validity.js";
import type { ExpressionNode } from "../node.js";
import { calendarNumber, dayText, localDay } from "../semantics/calendar-part.js";
import { instantOf } from "../semantics/zone-offset.js";
import { bothPresent, type ColumnFunction, numericColumn, numericOf, textColumn, textOf } from "./column-access.js";

/** A part of the calendar; `day` is text, the others are whole numbers. */
export function calendar(
  node: ExpressionNode & { readonly op: "calendar" },
  time: ColumnFunction,
  zone: ColumnFunction,
): ColumnFunction {
  const { part } = node;
  if (part !== "day") return byZone("integer", time, zone, (instant, name) => calendarNumber(instant, part, name));
  const days = byZone("integer", time, zone, localDay);
  return (batch) => {
    const column = numericOf(days(batch));
    const codeOf = new Map<number, number>();
    const words: string[] = [];
    const codes = new Int32Array(batch.length);
    const present = new Uint8Array((batch.length + 7) >> 3);
    let missing = false;
    for (let row = 0; row < codes.length; row++) {
      const day = column.values[row] as number;
      if (isMissing(column, row) || Number.isNaN(day)) {
        missing = true;
        continue;
      }
      present[row >> 3] = (present[row >> 3] as number) | (1 << (row & 7));
      let code = codeOf.get(day);
      if (code === undefined) {
        code = words.push(dayText(day)) - 1;
        codeOf.set(day, code);
      }
      codes[row] = code;
    }
    return textColumn(codes, words, missing ? present : undefined);
  };
}

/** The instant of a wall-clock time in a zone. */
export function instant(time: ColumnFunction, zone: ColumnFunction): ColumnFunction {
  return byZone("time", time, zone, instantOf);
}

/** A function of a time and a zone, asked only where both are present; `zoneOffset` remembers the span that neighbouring rows share. */
function byZone(
  type: "integer" | "time",
  time: ColumnFunction,
  zone: ColumnFunction,
  apply: (time: number, zone: string) => number,
): ColumnFunction {
  return (batch) => {
    const [times, zones] = [numericOf(time(batch)), textOf(zone(batch))];
    const values = new Float64Array(batch.length);
    const result = numericColumn(type, values, bothPresent(times, zones));
    for (let row = 0; row < values.length; row++)
      if (!isMissing(result, row))
        values[row] = apply(times.values[row] as number, zones.dictionary[zones.codes[row] as number] as string);
    return result;
  };
}
