import { checkArguments, option } from "../../core/house.js";
import { mergeFamilies } from "../../ports/house.js";
import type { MetricFamily } from "../../ports/index.js";

/**
 * Prometheus' text format 0.0.4; serve it as `text/plain; version=0.0.4`. Families of several models, versions or monitors stand together:
 * those of one name become one. Samples without a value are left out.
 * @throws {InvalidArgumentError} a name or label is not allowed, or a name comes with two types or helps.
 */
export function prometheusText(families: readonly MetricFamily[]): string {
  checkArguments(
    "prometheus",
    { families },
    { families: option.listOf(option.having("a family of metrics", "name", "samples")) },
  );
  return mergeFamilies(families)
    .map(({ name, help, type, samples }) => {
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
  const parts = entries.map(
    ([label, value]) => `${label}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`,
  );
  return `{${parts.join(",")}}`;
}

function formatValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}
