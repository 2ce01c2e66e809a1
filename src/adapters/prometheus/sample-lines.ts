import type { MetricFamily } from "../../ports/index.js";

/** One line for each sample that has a value, as both text formats write it. */
export function sampleLines({ name, samples }: Pick<MetricFamily, "name" | "samples">): string {
  return samples
    .flatMap(({ labels = {}, value }) =>
      value === undefined ? [] : [`${name}${formatLabels(labels)} ${formatValue(value)}\n`],
    )
    .join("");
}

function formatLabels(labels: { readonly [label: string]: string }): string {
  const entries = Object.entries(labels);
  if (entries.length === 0) return "";
  return `{${entries.map(([label, value]) => `${label}="${escapeQuoted(value)}"`).join(",")}}`;
}

/** Text between quotation marks. */
export function escapeQuoted(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function formatValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}
