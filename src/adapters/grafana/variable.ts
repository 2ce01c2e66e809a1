/** Where a panel's data come from: the source that is chosen in the dashboard. */
export interface Datasource {
  readonly type: "prometheus";
  readonly uid: string;
}

export const datasource: Datasource = { type: "prometheus", uid: "$datasource" };

interface Choice {
  readonly text: string | readonly string[];
  readonly value: string | readonly string[];
  readonly selected: boolean;
}

/** What is chosen above the panels. */
export type Variable = DatasourceVariable | QueryVariable;

interface DatasourceVariable {
  readonly type: "datasource";
  readonly name: string;
  readonly label: string;
  readonly query: "prometheus";
}

interface QueryVariable {
  readonly type: "query";
  readonly name: string;
  readonly label: string;
  readonly datasource: Datasource;
  /** 1 says that it asks for the values of a label. */
  readonly query: { readonly qryType: 1; readonly query: string; readonly refId: string };
  readonly definition: string;
  readonly current: Choice;
  readonly multi: boolean;
  readonly includeAll: boolean;
  /** When the range of time changes: versions come and go. */
  readonly refresh: 2;
  readonly sort: 1;
}

export const datasourceVariable: DatasourceVariable = {
  type: "datasource",
  name: "datasource",
  label: "Prometheus",
  query: "prometheus",
};

/** One model, first of all the one whose thresholds are drawn. */
export function modelVariable(metric: string, model: string): QueryVariable {
  const current = { text: model, value: model, selected: true };
  return { ...labelVariable("model", `label_values(${metric}, model)`), current, multi: false, includeAll: false };
}

/** Some of a label's values, at first all of them. @param series What has the label. */
export function valuesVariable(label: string, series: string): QueryVariable {
  return labelVariable(label, `label_values(${series}, ${label})`);
}

function labelVariable(label: string, query: string): QueryVariable {
  return {
    type: "query",
    name: label,
    label,
    datasource,
    query: { qryType: 1, query, refId: `values-of-${label}` },
    definition: query,
    current: { text: ["All"], value: ["$__all"], selected: true },
    multi: true,
    includeAll: true,
    refresh: 2,
    sort: 1,
  };
}
