import type { NumericOutputs, Outputs } from "../../model/index.js";

/** Two models' outputs with the labels of both in one order; a label that a model does not know is one it never says. */
export function sameLabels(a: Outputs, b: Outputs): { readonly a: Outputs; readonly b: Outputs } {
  if (!hasLabels(a) || !hasLabels(b)) return { a, b };
  if (a.labels.length === b.labels.length && a.labels.every((label, place) => label === b.labels[place]))
    return { a, b };
  const labels = [...new Set([...a.labels, ...b.labels])].sort();
  return { a: onto(labels, a), b: onto(labels, b) };
}

type Labelled = NumericOutputs & { readonly labels: readonly string[] };

function hasLabels(outputs: Outputs): outputs is Labelled {
  return "labels" in outputs && outputs.labels !== undefined;
}

function onto(labels: readonly string[], outputs: Labelled): NumericOutputs {
  const { rows, width } = outputs;
  const values = new Float64Array(rows * labels.length);
  const places = labels.map((label) => outputs.labels.indexOf(label));
  for (let row = 0; row < rows; row++)
    for (const [place, from] of places.entries())
      if (from >= 0) values[row * labels.length + place] = outputs.values[row * width + from] as number;
  return { ...outputs, labels, width: labels.length, values };
}
