import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { GrafanaDashboard } from "./dashboard.js";

export interface GrafanaProvisioningOptions {
  /** As `grafanaDashboards` makes them; of any number of models. */
  readonly dashboards: readonly GrafanaDashboard[];
  /** Where Grafana reaches Prometheus, e.g. `http://prometheus:9090`. A user or password is refused: they belong in no file. */
  readonly prometheusUrl: string;
  /** What the data source is called in Grafana. @default "Prometheus" */
  readonly datasource?: string;
  /** The folder that the dashboards stand in, in Grafana. @default "golden-pipeline" */
  readonly folder?: string;
  /** Where the files will stand on Grafana's machine. @default "/etc/grafana/provisioning" */
  readonly root?: string;
}

const place = "grafana provisioning";

const rules: OptionRules<GrafanaProvisioningOptions> = {
  dashboards: option.required(
    option.listOf(option.having("a dashboard, as `grafanaDashboards` makes it", "uid", "panels")),
  ),
  prometheusUrl: option.required(option.text), // Checked below: what stands in it never stands in an error.
  datasource: option.text,
  folder: option.text,
  root: {
    expected: "an absolute path",
    holds: (value) => typeof value === "string" && /^(\/|[A-Za-z]:[\\/])/.test(value),
  },
};

/**
 * The files that make Grafana begin with a data source and dashboards: texts by their paths below Grafana's provisioning folder.
 * @throws {InvalidArgumentError} an option is outside what is accepted, or two dashboards have one uid.
 */
export function grafanaProvisioning(options: GrafanaProvisioningOptions): ReadonlyMap<string, string> {
  checkOptions(place, options, rules);
  const { dashboards, prometheusUrl, datasource = "Prometheus", folder = "golden-pipeline" } = options;
  const { root = "/etc/grafana/provisioning" } = options;
  if (!isPlainAddress(prometheusUrl))
    throw new InvalidArgumentError(
      place,
      "`prometheusUrl` to be an http or https address without a user, a password or a query (give Grafana these as secrets)",
      undefined,
      "another text",
    );
  checkUids(dashboards);
  const path = `${root.replace(/[\\/]+$/, "")}/dashboards/golden-pipeline`;
  return new Map([
    [
      "datasources/golden-pipeline.yaml",
      `apiVersion: 1
datasources:
  - name: ${quoted(datasource)}
    type: prometheus
    access: proxy
    url: ${quoted(prometheusUrl)}
`,
    ],
    [
      "dashboards/golden-pipeline.yaml",
      `apiVersion: 1
providers:
  - name: golden-pipeline
    type: file
    folder: ${quoted(folder)}
    updateIntervalSeconds: 30
    options:
      path: ${quoted(path)}
`,
    ],
    ...dashboards.map(
      (dashboard) =>
        [`dashboards/golden-pipeline/${dashboard.uid}.json`, `${JSON.stringify(dashboard, null, 2)}\n`] as const,
    ),
  ]);
}

/** JSON's text is YAML's; a `$` would be taken for a variable of Grafana's environment. */
function quoted(text: string): string {
  return JSON.stringify(text.replaceAll("$", "$$$$"));
}

/** What Grafana takes; they name files, too. */
function checkUids(dashboards: readonly GrafanaDashboard[]): void {
  const uids = dashboards.map(({ uid }) => uid);
  const wrong = uids.find((uid, index) => !/^[\w-]{1,40}$/.test(uid) || uids.indexOf(uid) < index);
  if (wrong !== undefined)
    throw new InvalidArgumentError(
      place,
      "each dashboard to have a `uid` of its own, of 1 to 40 letters, digits, - and _",
      wrong,
    );
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "" && search === "" && hash === "";
}
