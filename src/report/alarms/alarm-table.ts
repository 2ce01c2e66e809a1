import { checkArguments, option } from "../../core/house.js";
import type { Alarm } from "../../ports/index.js";
import { htmlTable } from "../page/html-table.js";
import { htmlVerdict } from "../page/tone.js";
import { alarmNumbers } from "./alarm-numbers.js";

/** Every alarm: when it fired and was cleared, its value beside its limit, what it saw, who has seen it. Oldest first, as `Alarms.list()` may be given. */
export function alarmTable(alarms: readonly Alarm[]): string {
  const sorted = oldestFirst(alarms);
  if (sorted.length === 0) return "<p>No alarm fired.</p>";
  const hasSeen = alarms.some(({ acknowledged }) => acknowledged !== undefined);
  return htmlTable(
    ["alarm", "state", "fired", "cleared", "value", "limit", "what it saw", ...(hasSeen ? ["seen by"] : [])],
    sorted.map((alarm) => {
      const { value, limit } = alarmNumbers(alarm);
      const { acknowledged } = alarm;
      return [
        alarm.rule,
        { html: htmlVerdict(alarm.state) },
        instant(alarm.since),
        alarm.until === undefined ? "–" : instant(alarm.until),
        value,
        limit,
        alarm.message,
        ...(hasSeen ? [acknowledged ? [acknowledged.by, acknowledged.reason].filter(Boolean).join(": ") : "–"] : []),
      ];
    }),
  );
}

export function oldestFirst(alarms: readonly Alarm[]): readonly Alarm[] {
  checkArguments("report", { alarms }, { alarms: option.listOf(option.noun) });
  return [...alarms].sort((left, right) => left.since - right.since || (left.id < right.id ? -1 : 1));
}

/** The day, and the time where it is not midnight (UTC). */
export function instant(time: number): string {
  const text = new Date(time).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 16).replace("T", " ");
}
