import { InvalidArgumentError } from "../../core/index.js";
import type { MetricFamily } from "../../ports/index.js";

/** Prometheus' text format 0.0.4; serve it as `text/plain; version=0.0.4`. Samples without a value are left out. @throws {InvalidArgumentError} a name is not allowed. */
export function prometheusText(metrics: readonly MetricFamily[]): string {
  const names = new Set<string>();
  return metrics
    .map(({ name, help, type, samples }) => {
      if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) || names.has(name))
        throw new InvalidArgumentError("prometheus", "a metric name of its own like model_requests_total", name);
      if ((type === "counter") !== name.endsWith("_total"))
        throw new InvalidArgumentError("prometheus", "counters, and only they, to end in _total", name);
      names.add(name);
      const lines = samples.flatMap(({ labels = {}, value }) =>
        value === undefined ? [] : [`${name}${formatLabels(labels)} ${formatValue(value)}\n`],
      );
      return `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n# TYPE ${name} ${type}\n${lines.join("")}`;
    })
    .join("");
}

function formatLabels(labels: { readonly [label: string]: string }): string {
  const entries = Object.entries(labels);
  if (entries.length === 0) return "";
  const parts = entries.map(([label, value]) => {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label))
      throw new InvalidArgumentError("prometheus", "a label name like version", label);
    return `${label}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
  });
  return `{${parts.join(",")}}`;
}

function formatValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}
