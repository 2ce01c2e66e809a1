import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Alarm } from "../../ports/index.js";
import { emptyFigure, pixels } from "../chart/figure.js";
import type { Scale } from "../chart/scale.js";
import { signed, toneOf } from "../page/tone.js";
import { rowChart } from "../rows/row-chart.js";
import { alarmNumbers } from "./alarm-numbers.js";
import { instant, oldestFirst } from "./alarm-table.js";

export interface AlarmTimelineOptions {
  /** @default "When they fired, and were cleared" */
  readonly title?: string;
  /** Where the axis begins and ends, milliseconds since 1970. @default the first and last time that an alarm knows */
  readonly from?: number;
  /** Until then alarms are drawn that are not over. */
  readonly to?: number;
}

export const timelineTitle = "When they fired, and were cleared";

export const timelineRules: OptionRules<AlarmTimelineOptions> = {
  title: option.text,
  from: option.number(),
  to: option.number(),
};

/** Every alarm as a bar from when it fired to when it was cleared, with its value and limit. What is not over has an arrow. */
export function alarmTimeline(alarms: readonly Alarm[], options: AlarmTimelineOptions = {}): string {
  checkOptions("alarm timeline", options, timelineRules);
  const { title = timelineTitle } = options;
  const sorted = oldestFirst(alarms);
  if (sorted.length === 0) return emptyFigure(title);
  const [from, to] = timelineRange(alarms, options);
  return rowChart({
    title,
    description: sorted.map(describeAlarm).join("; "),
    x: "time (UTC)",
    kindX: "time",
    range: [from, to],
    isWide: true,
    rows: sorted.map((alarm) => {
      const { value, limit } = alarmNumbers(alarm);
      const seen = [value, limit].includes("–") ? "" : `, ${value} against ${limit}`;
      return {
        name: alarm.rule,
        note: `${signed(alarm.state)}${seen}`,
        tone: toneOf(alarm.state),
        draw: (x: Scale, y: number) => drawAlarm(alarm, [from, to], x, y),
      };
    }),
  });
}

/** Where a timeline begins and ends. */
export function timelineRange(alarms: readonly Alarm[], options: AlarmTimelineOptions): readonly [number, number] {
  const times = alarms.flatMap(({ since, until }) => [since, until ?? since]);
  const { from = Math.min(...times), to = Math.max(...times) } = options;
  return from < to ? [from, to] : [from - 43_200_000, from + 43_200_000];
}

function describeAlarm(alarm: Alarm): string {
  const end = alarm.until === undefined ? alarm.state : `cleared ${instant(alarm.until)}`;
  return `${alarm.rule}: fired ${instant(alarm.since)}, ${end}, ${alarm.message}`;
}

function drawAlarm({ since, until, state }: Alarm, [from, to]: readonly [number, number], x: Scale, y: number): string {
  const within = (time: number): number => x(Math.min(Math.max(time, from), to));
  const [start, end] = [within(since), within(until ?? to)];
  const tone = toneOf(state);
  const edge = `<path class="line ${tone}" d="M${pixels(start)} ${pixels(y - 8)}v16"/>`;
  const body = `<path class="line thick ${tone}" d="M${pixels(start)} ${pixels(y)}H${pixels(Math.max(start + 2, end))}"/>`;
  if (until !== undefined) return `${body}${edge}<path class="line ${tone}" d="M${pixels(end)} ${pixels(y - 8)}v16"/>`;
  return `${body}${edge}<path class="fill ${tone}" d="M${pixels(end)} ${pixels(y - 9)}l7 9l-7 9z"/>`;
}
