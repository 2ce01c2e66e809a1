import type { Annotation } from "./annotation.js";
import type { Panel, RowPanel } from "./panel.js";
import type { Variable } from "./variable.js";

/** A dashboard as plain JSON, which `JSON.stringify` writes and Grafana 10 to 12 read. */
export interface GrafanaDashboard {
  /** Names it for good, in addresses and when it is provisioned anew; of the model's name. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** What Grafana 10.0 writes; later ones bring it up to their own. */
  readonly schemaVersion: 38;
  readonly timezone: "browser";
  readonly editable: boolean;
  /** All panels share the pointer's moment. */
  readonly graphTooltip: 1;
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: { readonly list: readonly Annotation[] };
  readonly links: readonly DashboardLink[];
  readonly panels: readonly (Panel | RowPanel)[];
}

interface DashboardLink {
  readonly title: string;
  readonly type: "dashboards";
  readonly tags: readonly string[];
  readonly icon: string;
  readonly tooltip: string;
  readonly asDropdown: boolean;
  readonly targetBlank: boolean;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
}
