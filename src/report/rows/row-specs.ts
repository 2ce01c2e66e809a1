import { checkOptions } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import { palette, position, vegaLite } from "../chart/chart-spec.js";
import { type ContributionChartOptions, contributionRules, contributionSteps } from "./contribution-chart.js";
import { type IntervalChartOptions, intervalRules } from "./interval-chart.js";

/** What a chart of rows stands on: a category for each row, in their order. */
export function rowSpec(
  title: string,
  values: readonly JsonObject[],
  layer: readonly JsonObject[],
  x: JsonObject,
): JsonObject {
  return {
    ...vegaLite,
    title,
    width: 600,
    height: { step: 26 },
    data: { values: [...values] },
    layer: [...layer],
    encoding: { x, y: { field: "row", type: "nominal", sort: null, title: null } },
  };
}

/** Names of rows, the second of one name as `name (2)`: equal ones would share a line. */
export function apart(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** The data of `intervalChart` as a Vega-Lite specification (version 6). */
export function intervalSpec(options: IntervalChartOptions): JsonObject {
  checkOptions("interval chart", options, intervalRules);
  const { title, rows, reference, kindX } = options;
  const names = apart(rows.map(({ name }) => name));
  const values = rows.map(({ value, interval, verdict, note }, at) => ({
    row: names[at] as string,
    value: value ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    verdict: verdict ?? null,
    note: note ?? null,
  }));
  const layers: readonly JsonObject[] = [
    { mark: { type: "rule", strokeWidth: 2 }, encoding: { x: { field: "low" }, x2: { field: "high" } } },
    { mark: { type: "point", filled: true, size: 60, color: palette[0] as string } },
    ...(reference === undefined
      ? []
      : [
          {
            data: { values: [{ value: reference }] },
            mark: { type: "rule", strokeDash: [6, 5] },
            encoding: { y: null },
          },
        ]),
  ];
  return rowSpec(title, values, layers, position("value", options.x, kindX));
}

/** The data of `contributionChart` as a Vega-Lite specification (version 6). */
export function contributionSpec(options: ContributionChartOptions): JsonObject {
  checkOptions("contribution chart", options, contributionRules);
  const steps = contributionSteps(options);
  const names = apart(steps.map(({ name }) => name));
  const values = steps.map(({ by, from, to }, at) => ({
    row: names[at] as string,
    from,
    to,
    by,
    adds: by >= 0 ? "larger" : "smaller",
  }));
  const color = {
    field: "adds",
    type: "nominal",
    title: null,
    scale: { domain: ["larger", "smaller"], range: [palette[1] as string, palette[0] as string] },
  };
  return rowSpec(
    options.title,
    values,
    [{ mark: { type: "bar" }, encoding: { x2: { field: "to" }, color } }],
    position("from", options.x),
  );
}
