import { svgChart } from "golden-pipeline/report";
import type { Told } from "./told.js";

export const day = (time: number): string => new Date(time).toISOString().slice(5, 10);
export const percent = (value: number): string => `${Math.round(100 * value)} %`;

type Point = readonly [number, number];
const oneDay = 86_400_000;
const numberOf = (version: string): number => Number(version.split("@")[1]);

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
    y: "version",
    formatX: day,
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
    x: "miles",
    y: "minutes of delay",
    series: [
      { kind: "points", name: "kept (every hundredth)", points: usual },
      { kind: "points", name: "impossible: quarantined, or put right by people", points: impossible },
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
    x: "hours",
    y: "share of flights",
    formatY: percent,
    series: [{ kind: "bars", name: "flights", points }],
  });
}
