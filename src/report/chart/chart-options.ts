import { type OptionRules, option } from "../../core/house.js";
import type { AxisKind } from "./scale.js";

type Points = readonly (readonly [number, number])[];

/** One series of a chart. */
export type Series =
  | { readonly kind: "line"; readonly name: string; readonly points: Points; readonly dashed?: boolean }
  | { readonly kind: "points"; readonly name: string; readonly points: Points }
  | { readonly kind: "bars"; readonly name: string; readonly points: Points }
  /** Points with how sure they are: [x, y, low, high]. */
  | {
      readonly kind: "intervals";
      readonly name: string;
      readonly points: readonly (readonly [number, number, number, number])[];
    };

/** A vertical band or line with a word, e.g. an alarm. */
export interface Mark {
  readonly from: number;
  readonly to?: number;
  readonly text: string;
}

export interface ChartOptions {
  readonly title: string;
  /** What stands on the axis, with its unit. */
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
  readonly marks?: readonly Mark[];
  /** How the axis counts: `time` are milliseconds since 1970, labelled by the calendar (UTC). @default "number" */
  readonly kindX?: AxisKind;
  /** @default "number" */
  readonly kindY?: AxisKind;
  /** How numbers of the axis are written, where `kindX` does not say it. */
  readonly formatX?: (value: number) => string;
  readonly formatY?: (value: number) => string;
  /** Where the vertical axis begins and ends. @default the data, from 0 when all of it is above */
  readonly rangeY?: readonly [number, number];
  /** It has a row of the page for itself, and is drawn wider where there is room. @default false */
  readonly wide?: boolean;
  /** Pixels of the plot itself. @default 230 */
  readonly height?: number;
}

const kinds = option.oneOf("number", "percent", "time");

export const chartRules: OptionRules<ChartOptions> = {
  title: option.required(option.anything),
  x: option.required(option.anything),
  y: option.required(option.anything),
  series: option.required(option.listOf(option.noun)),
  marks: option.listOf(option.noun),
  kindX: kinds,
  kindY: kinds,
  formatX: option.callback,
  formatY: option.callback,
  rangeY: option.listOf(option.number()),
  wide: option.flag,
  height: option.number({ minimum: 60 }),
};

/** Left to right and bottom to top: what the data take. */
export function extentX(series: readonly Series[]): readonly number[] {
  return series.flatMap(({ points }) => points.map(([x]) => x));
}

export function extentY(series: readonly Series[]): readonly number[] {
  return series.flatMap((one) =>
    one.kind === "intervals" ? one.points.flatMap(([, y, low, high]) => [y, low, high]) : one.points.map(([, y]) => y),
  );
}
