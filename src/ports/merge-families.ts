import { InvalidArgumentError } from "../core/index.js";
import type { MetricFamily } from "./metric-family.js";

/**
 * One family per name, in the order they first came; of samples with equal labels the last.
 * @throws {InvalidArgumentError} a name or label is not allowed, a counter does not end in `_total` or something else does, or a name comes with
 *   two types or helps.
 */
export function mergeFamilies(families: readonly MetricFamily[]): readonly MetricFamily[] {
  const merged = new Map<string, { readonly family: MetricFamily; readonly samples: Map<string, Sample> }>();
  for (const family of families) {
    checkFamily(family);
    const known = merged.get(family.name) ?? { family, samples: new Map<string, Sample>() };
    merged.set(family.name, known);
    for (const fact of ["type", "help"] as const)
      if (known.family[fact] !== family[fact])
        throw new InvalidArgumentError(
          `metric ${family.name}`,
          `the ${fact} it had before, ${known.family[fact]}`,
          family[fact],
        );
    for (const sample of family.samples) known.samples.set(keyOf(sample), sample);
  }
  return [...merged.values()].map(({ family, samples }) => ({ ...family, samples: [...samples.values()] }));
}

type Sample = MetricFamily["samples"][number];

function keyOf({ labels = {} }: Sample): string {
  return JSON.stringify(Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function checkFamily({ name, type, samples }: MetricFamily): void {
  const place = `metric ${name}`;
  if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name))
    throw new InvalidArgumentError(place, "a metric name like model_requests_total", name);
  if ((type === "counter") !== name.endsWith("_total"))
    throw new InvalidArgumentError(place, "counters, and only they, to end in _total", name);
  for (const label of samples.flatMap(({ labels = {} }) => Object.keys(labels))) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) || label.startsWith("__"))
      throw new InvalidArgumentError(place, "a label name like version", label);
    // Prometheus keeps both for summaries and histograms.
    if (label === "quantile" || label === "le")
      throw new InvalidArgumentError(
        place,
        `a label other than ${label}, which is kept for summaries and histograms`,
        label,
      );
  }
}
