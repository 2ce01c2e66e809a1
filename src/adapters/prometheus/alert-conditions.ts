import { escapeQuoted } from "./sample-lines.js";

/** When an alert is due, and series that show it: those that break it, and those that do not. */
export interface AlertCondition {
  readonly alert: string;
  readonly expression: string;
  readonly summary: string;
  /** By series: what it grows by each minute, or its constant value. */
  readonly breaks: readonly ShownSeries[];
  readonly holds: readonly ShownSeries[];
  /** The labels that the alert has of its series. */
  readonly labels: { readonly [label: string]: string };
  /** The summary of what breaks it. */
  readonly said: string;
}

export interface ShownSeries {
  readonly series: string;
  readonly growsBy?: number;
  readonly stands?: number;
}

/** Requests each minute of the series that are shown: shares of them are exact to a hundredth of a percent. */
const requests = 10_000;

export interface ConditionPlace {
  readonly model: string;
  readonly windowMinutes: number;
}

/** Too large a share of requests, over all processes. */
export function shareCondition(
  { model, windowMinutes }: ConditionPlace,
  parts: { readonly alert: string; readonly counter: string; readonly above: number; readonly what: string },
): AlertCondition {
  const { alert, counter, above, what } = parts;
  const selector = selectorOf({ model });
  const rate = (name: string): string => `sum by (model) (rate(${name}${selector}[${windowMinutes}m]))`;
  const show = (share: number): readonly ShownSeries[] => [
    { series: `${counter}${selectorOf({ model, version: "a" })}`, growsBy: share },
    { series: `router_requests_total${selectorOf({ model, version: "a" })}`, growsBy: requests },
  ];
  const many = Math.ceil((requests * (above + 1)) / 2);
  const say = (share: string, of: string): string => `${share} of the requests to ${of} ${what}, ${percent(above)} may`;
  return {
    alert,
    expression: `${rate(counter)} / ${rate("router_requests_total")} > ${above}`,
    summary: say("{{ $value | humanizePercentage }}", "{{ $labels.model }}"),
    breaks: show(many),
    holds: show(Math.floor((requests * above) / 2)),
    labels: { model },
    said: say(percent(many / requests), model),
  };
}

/** A counter that should not grow. */
export function growthCondition(
  { model, windowMinutes }: ConditionPlace,
  { alert, counter, what }: { readonly alert: string; readonly counter: string; readonly what: string },
): AlertCondition {
  const show = (growsBy: number): readonly ShownSeries[] => [{ series: `${counter}${selectorOf({ model })}`, growsBy }];
  return {
    alert,
    expression: `sum by (model) (rate(${counter}${selectorOf({ model })}[${windowMinutes}m])) > 0`,
    summary: `${what} of {{ $labels.model }}`,
    breaks: show(1),
    holds: show(0),
    labels: { model },
    said: `${what} of ${model}`,
  };
}

/** What a value is told with: as they stand in a template, and as they come out of it. */
export interface ToldValue {
  readonly model: string;
  readonly value: string;
  readonly by: string;
}

/** A value that some process has and should not. */
export function valueCondition(
  { model }: ConditionPlace,
  parts: {
    readonly alert: string;
    readonly gauge: string;
    readonly above: number;
    readonly say: (told: ToldValue) => string;
    /** A label beside the model that alerts are apart by, and a value that is shown of it. */
    readonly by?: { readonly label: string; readonly shown: string };
  },
): AlertCondition {
  const { alert, gauge, above, say, by } = parts;
  const labels = { model, ...(by && { [by.label]: by.shown }) };
  const show = (stands: number): readonly ShownSeries[] => [{ series: `${gauge}${selectorOf(labels)}`, stands }];
  const broken = Math.floor(above) + 1;
  return {
    alert,
    expression: `max by (${Object.keys(labels).join(", ")}) (${gauge}${selectorOf({ model })}) > ${above}`,
    summary: say({
      model: "{{ $labels.model }}",
      value: '{{ printf "%.3f" $value }}',
      by: `{{ $labels.${by?.label} }}`,
    }),
    breaks: show(broken),
    holds: show(above),
    labels,
    said: say({ model, value: broken.toFixed(3), by: by?.shown ?? "" }),
  };
}

function selectorOf(labels: { readonly [label: string]: string }): string {
  const parts = Object.entries(labels).map(([label, value]) => `${label}="${escapeQuoted(value)}"`);
  return `{${parts.join(",")}}`;
}

/** As Prometheus' `humanizePercentage` writes it: four digits. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(4))}%`;
}
