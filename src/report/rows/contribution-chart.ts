import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { emptyFigure, pixels } from "../chart/figure.js";
import { formatNumber, rangeOf } from "../chart/scale.js";
import { rowChart } from "./row-chart.js";

export interface ContributionChartOptions {
  readonly title: string;
  /** Unit of the contributions, e.g. `log odds`. */
  readonly x: string;
  /** What the model says of nothing in particular. */
  readonly base: number;
  /** What each feature had and how much it added; the largest are drawn first. */
  readonly features: readonly {
    readonly feature: string;
    readonly value: string | number | null;
    readonly contribution: number;
  }[];
  /** How many are drawn, the others as one. @default 12 */
  readonly most?: number;
}

export const contributionRules: OptionRules<ContributionChartOptions> = {
  title: option.required(option.anything),
  x: option.required(option.anything),
  base: option.required(option.number()),
  features: option.required(option.listOf(option.noun)),
  most: option.count,
};

/** From the base to the answer, feature by feature: bars to the right made it larger, bars to the left smaller. `explainDataset` gives the numbers. */
export function contributionChart(options: ContributionChartOptions): string {
  checkOptions("contribution chart", options, contributionRules);
  const steps = contributionSteps(options);
  if (steps.length === 0) return emptyFigure(options.title);
  const total = steps.at(-1)?.to ?? options.base;
  const [low, high] = rangeOf([options.base, ...steps.flatMap(({ from, to }) => [from, to])]);
  const room = 0.04 * (high - low);
  return rowChart({
    title: options.title,
    description: `${options.x}. Base ${digits(options.base)}; ${steps.map(({ name, by }) => `${name}: ${plus(by)}`).join("; ")}; together ${digits(total)}.`,
    x: options.x,
    range: [low - room, high + room],
    reference: options.base,
    isWide: true,
    rows: [
      { name: "base", note: digits(options.base), draw: (x, y) => tick(x(options.base), y) },
      ...steps.map(({ name, by, from, to }) => ({
        name,
        note: plus(by),
        draw: (x: (value: number) => number, y: number) =>
          `<path class="line thick ${by >= 0 ? "s1" : "s0"}" d="M${pixels(x(from))} ${pixels(y)}H${pixels(x(to))}"/>`,
      })),
      { name: "answer", note: digits(total), draw: (x, y) => tick(x(total), y) },
    ],
  });
}

/** The features by how much they add, each from where the one before ended. */
export function contributionSteps({ base, features, most = 12 }: ContributionChartOptions) {
  const sorted = [...features].sort((left, right) => Math.abs(right.contribution) - Math.abs(left.contribution));
  const shown = sorted.length > most ? sorted.slice(0, most - 1) : sorted;
  const rest = sorted.slice(shown.length);
  const parts = shown.map(({ feature, value, contribution }) => ({
    name: `${feature} = ${sayValue(value)}`,
    by: contribution,
  }));
  if (rest.length > 0)
    parts.push({ name: `${rest.length} others`, by: rest.reduce((sum, { contribution }) => sum + contribution, 0) });
  let from = base;
  return parts.map(({ name, by }) => {
    const step = { name, by, from, to: from + by };
    from = step.to;
    return step;
  });
}

/** A feature's value as people read it. */
export function sayValue(value: string | number | null): string {
  if (value === null) return "none";
  return typeof value === "number" ? digits(value) : value;
}

function tick(x: number, y: number): string {
  return `<circle class="fill plain" cx="${pixels(x)}" cy="${pixels(y)}" r="5"/>`;
}

function digits(value: number): string {
  return formatNumber(Number(value.toPrecision(3)));
}

function plus(value: number): string {
  return value > 0 ? `+${digits(value)}` : digits(value);
}
