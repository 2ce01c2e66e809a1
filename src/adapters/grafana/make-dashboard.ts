import { digestOf } from "../../core/house.js";
import { switches } from "./annotation.js";
import type { GrafanaDashboard } from "./dashboard.js";
import { layOut, type Section } from "./lay-out.js";
import type { Variable } from "./variable.js";

export interface DashboardParts {
  readonly kind: "serving" | "quality" | "rollout";
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Variable[];
  readonly sections: readonly Section[];
}

/** What all dashboards have in common. */
export function makeDashboard(model: string, parts: DashboardParts): GrafanaDashboard {
  const { kind, title, description, variables, sections } = parts;
  const tags = ["golden-pipeline", model];
  return {
    uid: uidOf(kind, model),
    title: `${model}: ${title}`,
    description,
    tags,
    schemaVersion: 38,
    timezone: "browser",
    editable: true,
    graphTooltip: 1,
    refresh: "30s",
    time: { from: "now-6h", to: "now" },
    templating: { list: variables },
    annotations: { list: [switches] },
    links: [
      {
        title: "",
        type: "dashboards",
        tags,
        icon: "external link",
        tooltip: "The other dashboards of this model",
        asDropdown: false,
        targetBlank: false,
        includeVars: true,
        keepTime: true,
      },
    ],
    panels: layOut(sections),
  };
}

/** Grafana takes 40 letters, digits, `-` and `_`; a model may be called anything. */
function uidOf(kind: string, model: string): string {
  return `golden-pipeline-${kind}-${digestOf(model).slice("sha256:".length, "sha256:".length + 12)}`;
}
