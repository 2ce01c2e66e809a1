import { createRandom } from "golden-pipeline";
import { compareArms, sampleRatioMismatch } from "golden-pipeline/ab-testing";

type Draw = () => number;
const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());

/** A user's level, and a value of his at that level. */
export const habits: { readonly [name: string]: (draw: Draw) => () => number } = {
  "levels differ": (draw) => {
    const level = normal(draw);
    return () => level + normal(draw);
  },
  "rows independent": (draw) => () => normal(draw),
  "long times": (draw) => {
    const level = -Math.log(1 - draw());
    return () => -level * Math.log(1 - draw());
  },
  "clicks or not": (draw) => {
    const rate = draw() < 0.5 ? 0.1 : 0.3;
    return () => (draw() < rate ? 1 : 0);
  },
};

/** So many users of an arm, whose activity has a Pareto tail of that shape. */
export function armOf(draw: Draw, name: string, users: number, shape: number, habit: (draw: Draw) => () => number) {
  const [values, clusters]: [number[], string[]] = [[], []];
  for (let user = 0; user < users; user++) {
    const value = habit(draw);
    const rows = Math.min(1000, Math.ceil((1 - draw()) ** (-1 / shape)));
    for (let row = 0; row < rows; row++) {
      values.push(value());
      clusters.push(`${name}${user}`);
    }
  }
  return { values, clusters };
}

/** How many of so many experiments without an effect got an interval, and how many of those hold the effect. */
export function coverage(runs: number, users: number, shape: number, habit: (draw: Draw) => () => number) {
  let [given, covered] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const draw = createRandom(`${users} ${shape} ${run}`);
    const [treatment, control] = ["t", "c"].map((name) => armOf(draw, name, users, shape, habit));
    const interval = treatment && control && compareArms(treatment, control)?.interval;
    if (!interval) continue;
    given++;
    if (interval.low <= 0 && interval.high >= 0) covered++;
  }
  return { given, covered };
}

/** How many of so many experiments raise an alarm, looked at after each unit; units get their arm with these shares, and are watched for those. */
export function ratioAlarms(
  runs: number,
  units: number,
  drawn: readonly number[],
  watched: readonly number[],
  alpha: number,
): number {
  let alarms = 0;
  const weights = Object.fromEntries(watched.map((share, arm) => [`arm ${arm}`, share]));
  for (let run = 0; run < runs; run++) {
    const draw = createRandom(run);
    const counts = Object.fromEntries(watched.map((_, arm) => [`arm ${arm}`, 0]));
    for (let unit = 0; unit < units; unit++) {
      let [left, arm] = [draw(), 0];
      while (arm < drawn.length - 1 && left >= (drawn[arm] as number)) left -= drawn[arm++] as number;
      counts[`arm ${arm}`] = (counts[`arm ${arm}`] ?? 0) + 1;
      if (!sampleRatioMismatch(counts, weights, { alpha }).mismatch) continue;
      alarms++;
      break;
    }
  }
  return alarms;
}
