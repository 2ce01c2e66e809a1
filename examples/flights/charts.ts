import { intervalChart, type Series, svgChart } from "golden-pipeline/report";
import type { Told } from "./told.js";

export const percent = (value: number): string => `${Math.round(100 * value)} %`;

type Point = readonly [number, number];
const oneDay = 86_400_000;
const numberOf = (version: string): number => Number(version.split("@")[1]);
const nameOfMonth = (month: string): string =>
  new Date(`${month}-01`).toLocaleDateString("en-US", { month: "long", timeZone: "UTC" });

interface Day {
  readonly time: number;
  readonly means: { readonly [measure: string]: number };
}

/** By the clock of UTC a month's last flights take off in the next one: such a day stands where more of it was seen. */
function daysOf({ played }: Told): readonly Day[] {
  const days = new Map<string, Day & { readonly rows: number }>();
  for (const one of played.flatMap(({ monitor }) => monitor.clusters))
    if (one.rows > (days.get(one.cluster)?.rows ?? 0)) days.set(one.cluster, { ...one, time: Date.parse(one.cluster) });
  return [...days.values()].sort((left, right) => left.time - right.time);
}

/** What was said and what happened, day by day, with the months that were found out of calibration. */
export function lateChart(told: Told): string {
  const days = daysOf(told);
  const line = (name: string): Series => ({
    kind: "line",
    name,
    points: days.map(({ time, means }): Point => [time, means[name] ?? Number.NaN]),
  });
  const marks = told.alarms
    .filter(({ rule }) => rule === "calibration")
    .map(({ since, until }) => ({
      from: since - 30 * oneDay,
      to: until ?? days.at(-1)?.time ?? since,
      text: "calibration alarm",
    }));
  return svgChart({
    title: "Late flights: observed and predicted",
    x: "day of departure (UTC)",
    y: "share of flights late",
    kindX: "time",
    kindY: "percent",
    wide: true,
    marks,
    series: [line("observed"), line("predicted")],
  });
}

export function lossChart(told: Told): string {
  const points = daysOf(told).map(({ time, means }): Point => [time, means["log loss"] ?? Number.NaN]);
  return svgChart({
    title: "Log loss of the champion",
    x: "day of departure (UTC)",
    y: "log loss, smaller is better",
    kindX: "time",
    wide: true,
    height: 170,
    series: [{ kind: "line", name: "log loss", points }],
  });
}

/** How much more often flights were late than predicted, month by month. */
export function calibrationByMonth({ played }: Told): string {
  return intervalChart({
    title: "Observed less predicted, by month",
    x: "share late: observed less predicted, 95 % interval over days",
    kindX: "percent",
    reference: 0,
    wide: true,
    rows: played.map(({ month, monitor }) => {
      const { numbers, status } = monitor.checks.find(({ check }) => check === "calibration") ?? {};
      const { difference, low, high } = numbers ?? {};
      return {
        name: nameOfMonth(month),
        value: difference,
        ...(low !== undefined && high !== undefined && { interval: { low, high } }),
        ...(status && { verdict: status }),
      };
    }),
  });
}

/** How far each input and the answers have moved, month by month, beside what would matter. */
export function stabilityChart({ played }: Told, check: string): string {
  const found = played.flatMap(({ month, monitor }) =>
    monitor.checks.filter((one) => one.check === check).map((one) => ({ ...one, month })),
  );
  return intervalChart({
    title: check,
    x: "stability index; dashed: would matter",
    reference: found.find(({ numbers }) => numbers.limit !== undefined)?.numbers.limit,
    rows: found.map(({ month, numbers: { index }, status }) => ({
      name: nameOfMonth(month),
      value: index,
      ...(index !== undefined && { interval: { low: 0, high: index } }),
      verdict: status,
    })),
  });
}

/** Who answered everybody, who watched in the shadow, who answered a few as canary, day by day. */
export function rolloutChart({ played }: Told): string {
  const [champion, shadow, canary]: [Point[], Point[], Point[]] = [[], [], []];
  for (const { month, champion: answering, challenger, shadow: judged, canary: tried, rollback } of played) {
    const start = Date.parse(`${month}-01`);
    const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
    champion.push([start, numberOf(answering)], [start + days * oneDay, numberOf(answering)]);
    if (challenger === null) continue;
    for (let at = 0; at < days; at++) {
      if (judged !== null && at < 24) shadow.push([start + at * oneDay, numberOf(challenger)]);
      if ((tried !== null && at >= 24) || (rollback !== null && at === 0))
        canary.push([start + at * oneDay, numberOf(challenger)]);
    }
  }
  return svgChart({
    title: "Versions over time",
    x: "day (UTC)",
    y: "version of late-flights",
    kindX: "time",
    formatY: (version) => (Number.isInteger(version) && version > 0 ? `@${version}` : ""),
    series: [
      { kind: "line", name: "champion", points: champion },
      { kind: "points", name: "in the shadow", points: shadow },
      { kind: "points", name: "canary", points: canary },
    ],
  });
}

const every = 100;

/** Every hundredth delay beside all that cannot be true: the rule is drawn by the data itself. */
export function delayChart({ months }: Told): string {
  const [usual, impossible]: [Point[], Point[]] = [[], []];
  for (const month of months)
    for (let row = 0; row < month.rows; row++) {
      const { distance, delay } = month.at(row);
      const strange = (delay >= 1390 && delay <= 1490) || delay < -30 - 0.13 * distance;
      if (strange) impossible.push([distance, delay]);
      else if (row % every === 0) usual.push([distance, delay]);
    }
  return svgChart({
    title: "Delay by distance",
    x: "distance, miles",
    y: "arrival delay, minutes",
    series: [
      { kind: "points", name: "kept (every hundredth)", points: usual },
      { kind: "points", name: "impossible: quarantined, or put right", points: impossible },
    ],
  });
}

/** Hours from take-off to the label, in halves. */
export function labelDelayChart({ months }: Told): string {
  const month = months.at(-1);
  const counts = new Map<number, number>();
  for (let row = 0; month !== undefined && row < month.rows; row++) {
    const { departedAt, landedAt } = month.at(row);
    const bin = Math.round((landedAt.getTime() - departedAt.getTime()) / 1_800_000) / 2;
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const points = [...counts]
    .sort(([left], [right]) => left - right)
    .map(([bin, count]): Point => [bin, count / (month?.rows ?? 1)]);
  return svgChart({
    title: "Hours until the label is known",
    x: "hours from take-off, in halves",
    y: "share of flights",
    kindY: "percent",
    wide: true,
    height: 170,
    series: [{ kind: "bars", name: "flights", points }],
  });
}
