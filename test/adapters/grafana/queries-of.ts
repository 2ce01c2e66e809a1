import type { GrafanaDashboard } from "golden-pipeline/adapters/grafana";

export interface Asked {
  readonly place: string;
  readonly expression: string;
  readonly legend: string;
}

/** Every query of every panel and of the annotations. */
export function queriesOf(dashboard: GrafanaDashboard): readonly Asked[] {
  const panels = dashboard.panels.flatMap((panel) =>
    panel.type === "row"
      ? []
      : panel.targets.map(({ expr, legendFormat }) => ({
          place: `${dashboard.title}, ${panel.title}, ${legendFormat}`,
          expression: expr,
          legend: legendFormat,
        })),
  );
  const marks = dashboard.annotations.list.map(({ name, expr, titleFormat }) => ({
    place: `${dashboard.title}, ${name}`,
    expression: expr,
    legend: titleFormat,
  }));
  return [...panels, ...marks];
}

/** What the variables ask: of which series the values of which label. */
export function labelsAskedOf(
  dashboard: GrafanaDashboard,
): readonly { readonly name: string; readonly series: string; readonly label: string }[] {
  return dashboard.templating.list.flatMap((variable) => {
    if (variable.type !== "query") return [];
    const [, series, label] = /^label_values\((.+), (\w+)\)$/.exec(variable.query.query) ?? [];
    if (series === undefined || label === undefined) throw new Error(`not understood: ${variable.query.query}`);
    return [{ name: variable.name, series, label }];
  });
}
