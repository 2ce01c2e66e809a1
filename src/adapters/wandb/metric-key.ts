/** What counts the steps of a stage, beside its metrics. */
export const stepName = "_step";

/** The key of a metric in W&B, `<stage>/<name>`; a slash in a name stands as `_x2f_`, so that both can be read back. */
export function metricKey({ stage, name }: { readonly stage: string; readonly name: string }): string {
  const safe = name.replaceAll("_x", "_x5f_x").replaceAll("/", "_x2f_");
  return `${stage}/${safe === stepName ? `_x5f${safe}` : safe || "_x_"}`;
}

/** Undefined for the step of a stage and for what W&B itself keeps in a row. */
export function readMetricKey(key: string): { readonly stage: string; readonly name: string } | undefined {
  const slash = key.lastIndexOf("/");
  const name = key.slice(slash + 1);
  if (slash < 0 || name === stepName) return undefined;
  const read = name.replaceAll(/_x(?<code>5f|2f)?_/g, (_, code) => (code === "5f" ? "_" : code === "2f" ? "/" : ""));
  return { stage: key.slice(0, slash), name: read };
}

/** The key of the steps of a stage. */
export function stepKey(stage: string): string {
  return `${stage}/${stepName}`;
}
