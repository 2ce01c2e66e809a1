import { checkArguments, option } from "../../core/house.js";
import { mergeFamilies } from "../../ports/house.js";
import type { MetricFamily } from "../../ports/index.js";
import { sampleLines } from "./sample-lines.js";

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
      const escaped = help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
      return `# HELP ${name} ${escaped}\n# TYPE ${name} ${type}\n${sampleLines({ name, samples })}`;
    })
    .join("");
}
