import fc from "fast-check";
import { type GrafanaDashboard, grafanaDashboards } from "golden-pipeline/adapters/grafana";
import { prometheusRules } from "golden-pipeline/adapters/prometheus";
import type { MetricFamily } from "golden-pipeline/ports";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { metrics } from "../../../src/adapters/grafana/metrics.js";
import { playedRouter, watchedFamilies } from "./emitted-families.js";
import { labelsAskedOf, queriesOf } from "./queries-of.js";

const limits = { errorShare: 0.02, fallbackShare: 0.1, latencySeconds: 0.25, windowMinutes: 7 };
const made = grafanaDashboards({ model: "buyers", ...limits });
const all: readonly GrafanaDashboard[] = Object.values(made);

let emitted: ReadonlyMap<string, MetricFamily>;
beforeAll(async () => {
  const router = await playedRouter();
  emitted = new Map([...(await router.play(200)), ...watchedFamilies()].map((family) => [family.name, family]));
  await router.close();
});

/** Labels that samples with a value have. */
function labelsOf(name: string): ReadonlySet<string> {
  const samples = (emitted.get(name)?.samples ?? []).filter(({ value }) => value !== undefined);
  return new Set(samples.flatMap(({ labels = {} }) => Object.keys(labels)));
}

/** What Prometheus adds by itself. */
const ofPrometheus = { names: ["up", "ALERTS"], labels: ["job", "instance", "alertname", "alertstate"] };
const namesIn = (expression: string): readonly string[] =>
  [...expression.replaceAll(/"[^"]*"/g, '""').matchAll(/\b(?:(?:router|model)_\w+|up|ALERTS)\b/g)].map(
    ([name]) => name,
  );
const listsIn = (expression: string): readonly string[] =>
  [...expression.matchAll(/\b(?:by|ignoring|group_left) \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(", "));

describe("every query of the dashboards", () => {
  it("names metrics that a router and a monitor tell, by labels that these have", () => {
    for (const { place, expression, legend } of all.flatMap(queriesOf)) {
      const names = namesIn(expression);
      expect(names.length, place).toBeGreaterThan(0);
      for (const name of names)
        if (!ofPrometheus.names.includes(name)) expect([...emitted.keys()], place).toContain(name);
      for (const [, name = "", matchers = ""] of expression.matchAll(/(\w+)\{([^}]*)\}/g))
        for (const [, label = ""] of matchers.matchAll(/(\w+)(?:=~|!~|!=|=)"/g))
          expect(
            [...labelsOf(name), ...(ofPrometheus.names.includes(name) ? [...ofPrometheus.labels, "model"] : [])],
            place,
          ).toContain(label);
      const known = [...names.flatMap((name) => [...labelsOf(name)]), ...ofPrometheus.labels];
      for (const label of listsIn(expression))
        expect([...known, ...(names.includes("ALERTS") ? ["check"] : [])], place).toContain(label);
      for (const [, label = ""] of legend.matchAll(/\{\{(\w+)\}\}/g))
        expect(listsIn(expression), place).toContain(label);
    }
  });

  it("leaves out nothing that is told, and every name that is kept is used", () => {
    const asked = new Set(all.flatMap(queriesOf).flatMap(({ expression }) => namesIn(expression)));
    expect([...emitted.keys()].filter((name) => !asked.has(name))).toEqual([]);
    expect(Object.values(metrics).filter((name) => !asked.has(name))).toEqual([]);
  });

  it("is of the model that is chosen, and uses every variable that is offered, and no other", () => {
    for (const dashboard of all) {
      const queries = queriesOf(dashboard);
      for (const { place, expression } of queries)
        if (!expression.includes("up{")) expect(expression, place).toContain('model="$model"');
      const text = JSON.stringify([queries, labelsAskedOf(dashboard)]);
      const used = new Set(
        [...text.matchAll(/\$(\w+)/g)].map(([, name]) => name).filter((name) => name !== "__rate_interval"),
      );
      const offered = dashboard.templating.list.map(({ name }) => name);
      expect([...used].sort(), dashboard.title).toEqual(offered.filter((name) => name !== "datasource").sort());
    }
  });
});

describe("variables", () => {
  it("ask for labels that their series have", () => {
    for (const { label, series } of all.flatMap(labelsAskedOf)) {
      const names = namesIn(series.replaceAll('"', " "));
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect([...labelsOf(name), ...ofPrometheus.labels]).toContain(label);
    }
  });

  it("begin with the model that was named, and all of everything else", () => {
    const [, model, ...others] = made.serving.templating.list;
    expect(model).toMatchObject({ name: "model", current: { value: "buyers" }, includeAll: false });
    for (const other of others) expect(other).toMatchObject({ multi: true, current: { value: ["$__all"] } });
  });
});

describe("thresholds", () => {
  const drawn = all.flatMap(({ panels }) =>
    panels.flatMap((panel) =>
      panel.type === "row"
        ? []
        : panel.targets.map(({ expr }) => ({ expr, steps: panel.fieldConfig.defaults.thresholds.steps })),
    ),
  );

  it("are those of the alert rules, and stand where the rules' own expressions are drawn", () => {
    const { rules } = parse(prometheusRules({ model: "buyers", ...limits }).rules).groups[0];
    expect(rules).toHaveLength(7);
    for (const { alert, expr } of rules as readonly { readonly alert: string; readonly expr: string }[]) {
      const [, series = "", above] = /^(.*) > ([\d.e-]+)$/.exec(expr) ?? [];
      const panels = drawn.filter((panel) => panel.expr.replaceAll("$model", "buyers") === series);
      expect(panels.length, alert).toBeGreaterThan(0);
      for (const { steps } of panels)
        expect(steps, alert).toEqual([
          { color: "green", value: null },
          { color: "red", value: Number(above) === 0 ? 1e-9 : Number(above) },
        ]);
    }
  });

  it("are not drawn where none is stated", () => {
    const { serving } = grafanaDashboards({ model: "buyers" });
    const errors = serving.panels.find(({ title }) => title === "Errors");
    expect(errors).toMatchObject({
      fieldConfig: { defaults: { thresholds: { steps: [{ color: "green", value: null }] } } },
    });
  });
});

describe("dashboards", () => {
  it("have uids that stay, that Grafana takes, and that differ by model", () => {
    expect(all.map(({ uid }) => uid)).toEqual([
      "golden-pipeline-serving-27461ccfdb55",
      "golden-pipeline-quality-27461ccfdb55",
      "golden-pipeline-rollout-27461ccfdb55",
    ]);
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), (model) => {
        const uids = Object.values(grafanaDashboards({ model })).map(({ uid }) => uid);
        for (const uid of uids) expect(uid).toMatch(/^[\w-]{1,40}$/);
        if (model !== "buyers") expect(uids).not.toContain(made.serving.uid);
      }),
      { numRuns: 50 },
    );
  });

  it("place panels beside and below one another, each with an id of its own", () => {
    for (const { panels } of all) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      expect(panels.every(({ gridPos: { x, w } }) => w > 0 && x + w <= 24)).toBe(true);
    }
  });

  it("are plain JSON that says nothing of this machine", () => {
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    expect(JSON.stringify(made)).not.toMatch(/localhost|127\.0\.0\.1|https?:|\/(home|tmp|root|etc)\b/);
  });

  it("refuse options that cannot be meant", () => {
    expect(() => grafanaDashboards({ model: "" })).toThrow("text that is not empty");
    expect(() => grafanaDashboards({ model: "m", errorShare: 2 })).toThrow("a share from 0 to 1");
    expect(() => grafanaDashboards({ model: "m", forMinutes: 5 } as never)).toThrow("forMinutes");
  });
});
