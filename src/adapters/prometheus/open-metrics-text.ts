import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { mergeFamilies } from "../../ports/house.js";
import type { MetricFamily } from "../../ports/index.js";
import { escapeQuoted, sampleLines } from "./sample-lines.js";

/** Base units of the specification's list that a name may end in. */
const units = ["seconds", "bytes", "ratio", "celsius", "meters", "volts", "amperes", "joules", "grams"];

/**
 * OpenMetrics 1.0 text; serve it as `application/openmetrics-text; version=1.0.0; charset=utf-8`. Counters are families without `_total`, a name that ends in a
 * base unit states it, and `# EOF` says that nothing is missing. Samples without a value are left out.
 * @throws {InvalidArgumentError} a name or label is not allowed, a name comes with two types or helps, a counter is negative or no number, or a gauge has
 *   the name of a counter's family.
 */
export function openMetricsText(families: readonly MetricFamily[]): string {
  checkArguments(
    "openmetrics",
    { families },
    { families: option.listOf(option.having("a family of metrics", "name", "samples")) },
  );
  const merged = mergeFamilies(families);
  checkClashes(merged);
  return `${merged.map(familyText).join("")}# EOF\n`;
}

function familyText({ name, help, type, samples }: MetricFamily): string {
  if (type === "counter") checkCounts(name, samples);
  const family = familyName(name);
  const unit = units.find((known) => family.endsWith(`_${known}`));
  const lines = [
    `# TYPE ${family} ${type}\n`,
    ...(unit === undefined ? [] : [`# UNIT ${family} ${unit}\n`]),
    `# HELP ${family} ${escapeQuoted(help)}\n`,
    sampleLines({ name, samples }),
  ];
  return lines.join("");
}

const familyName = (name: string): string => name.replace(/_total$/, "");

/** The counter `jobs_total` is the family `jobs`, of which `jobs_created` is a sample, too. */
function checkClashes(families: readonly MetricFamily[]): void {
  const taken = new Set(families.filter(({ type }) => type === "counter").map(({ name }) => familyName(name)));
  for (const { name, type } of families)
    if (type !== "counter" && taken.has(name.replace(/_created$/, "")))
      throw new InvalidArgumentError(
        `metric ${name}`,
        "a name that is not taken by a counter's family in OpenMetrics",
        name,
      );
}

function checkCounts(name: string, samples: MetricFamily["samples"]): void {
  for (const { value } of samples)
    if (value !== undefined && !(value >= 0))
      throw new InvalidArgumentError(`metric ${name}`, "a counter to be at least 0", value);
}
