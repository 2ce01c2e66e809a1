import { selectRows, wholeBatch } from "golden-pipeline/dataset";
import type { FittedFeatures } from "golden-pipeline/features";
import { joinLabels, readLabels, readPrediction, readPredictions } from "golden-pipeline/feedback";
import { explainDataset, type Label, type Prediction, type RowExplanation } from "golden-pipeline/model";
import { contributionChart, htmlPage, htmlTable, type PageSection } from "golden-pipeline/report";
import { describeExpression, rowAt } from "golden-pipeline/schema";
import { type Flight, late } from "./contract.js";
import { keyOf } from "./flight-facts.js";
import type { Told } from "./told.js";

/** One prediction from its raw record to its label: everything that can be asked of it, read back from the store. */
export async function explainPrediction({ store, registry, played, dataset }: Told): Promise<string> {
  const month = played.find(({ month }) => month === "2001-02") ?? played[0];
  if (month === undefined) return htmlPage("One prediction", "There is none.", []);
  const predictions: Prediction[] = [];
  for await (const prediction of readPredictions(store, month.log))
    if (prediction.arm !== "shadow") predictions.push(prediction);
  const { rows } = await joinLabels({ predictions, labels: readLabels(store, month.log) });
  // One that a person put right tells most.
  const told =
    rows.find(({ superseded, label }) => label !== undefined && superseded.length > 0) ??
    rows.find(({ label }) => label !== undefined);
  if (told?.label === undefined) return htmlPage("One prediction", "None has a label yet.", []);
  const { label, superseded } = told;
  const prediction = await readPrediction(store, told.prediction.position ?? "");
  const served = await registry.resolve(prediction.version);
  const { manifest } = served.version;
  const features = JSON.parse(new TextDecoder().decode(served.fitted)) as FittedFeatures;
  const explanation = await explain(prediction, served, dataset);
  const labels: readonly Label[] = [...superseded, label];
  return htmlPage(
    "One prediction, from the request to its label",
    `${prediction.row.origin} to ${prediction.row.destination}: late with ${percent(Number(prediction.output))}, said ${prediction.version} at wheels-off.`,
    [
      {
        title: "1. The request",
        text: "As it was asked, validated against the contract before any model saw it.",
        html: htmlTable(
          ["column", "value"],
          Object.entries(prediction.row).map(([name, value]) => [name, String(value)]),
        ),
      },
      {
        title: "2. Who answered",
        html: htmlTable(
          ["fact", "value"],
          [
            ["id", prediction.id],
            ["stands at", prediction.position ?? "nowhere"],
            ["arm and epoch", `${prediction.arm}, epoch ${prediction.epoch}, propensity ${prediction.propensity}`],
            ["version", prediction.version],
            ["answer", `${percent(Number(prediction.output))}, decided ${String(prediction.decision)}`],
            ["event time", new Date(prediction.eventTime).toISOString()],
            ["feature vector", prediction.features ?? "none"],
            ["missing features", prediction.missing?.join(", ") ?? "none"],
          ],
        ),
      },
      featureSection(features, prediction, explanation),
      {
        title: "4. The model",
        html: htmlTable(
          ["fact", "value"],
          [
            ["kind", manifest.kind],
            ["trainer", `${manifest.trainer.id} ${JSON.stringify(manifest.trainer.hyperparameters)}`],
            ["model bytes", manifest.model],
            ["trained on", manifest.data.train ?? "nothing"],
            ["tested on", manifest.data.test],
            ["git", JSON.stringify(manifest.git)],
            ["run", manifest.runId],
            ...Object.entries(manifest.metrics).map(([name, value]): [string, string] => [name, value.toFixed(4)]),
          ],
        ),
      },
      {
        title: "5. The label",
        text: "What was told first is kept; what took its place says who said it and why.",
        html: htmlTable(
          ["label", "source", "values", "known", "why"],
          labels.map((one) => [
            one.id,
            `${one.source}${one.actor ? ` (${one.actor})` : ""}`,
            JSON.stringify(one.values),
            new Date(one.knownTime).toISOString(),
            one.reason ?? "",
          ]),
        ),
      },
    ],
  );
}

function percent(output: number | undefined): string {
  return output === undefined ? "no answer" : `${(100 * output).toFixed(1)} %`;
}

/** The same row again, out of the dataset that it came to be part of, with all that was known before it. */
async function explain(
  prediction: Prediction,
  served: Awaited<ReturnType<Told["registry"]["resolve"]>>,
  dataset: Told["dataset"],
): Promise<RowExplanation | undefined> {
  const batch = await wholeBatch(dataset);
  for (let row = 0; row < batch.length; row++) {
    if (keyOf(rowAt(batch, row) as Flight) !== prediction.key) continue;
    const explained = await explainDataset(late, served, await selectRows(dataset, [row]), { past: dataset });
    return explained[0];
  }
  return undefined;
}

function featureSection(
  { definitions }: FittedFeatures,
  prediction: Prediction,
  explanation: RowExplanation | undefined,
): PageSection {
  const [score] = explanation?.scores ?? [];
  if (explanation === undefined || score === undefined)
    return {
      title: "3. The features",
      text: "Definitions are data and travel with the model.",
      html: htmlTable(
        ["feature", "definition"],
        definitions.map(({ name, node }) => [name, describeExpression(node)]),
      ),
    };
  const isSame = explanation.vector === prediction.features;
  return {
    title: "3. The features, and what each of them added",
    text: `Histories hold only what was known at that moment. ${isSame ? "Computed again from the dataset, the vector is bit for bit the one that was answered from." : "Computed again from the dataset, the vector is another than was answered from: labels have been put right since."} Base and contributions add up to the log odds of the answer.`,
    html:
      contributionChart({
        title: "From what is usual to this answer",
        x: "log odds of being late",
        base: score.base,
        features: score.features,
      }) +
      htmlTable(
        ["feature", "definition", "value, as the model reads it", "added to the log odds"],
        score.features.map(({ feature, value, contribution }) => {
          const definition = definitions.find(({ name, output }) => name === feature || output.names.includes(feature));
          return [
            feature,
            definition === undefined ? "" : describeExpression(definition.node),
            value === null ? "none" : typeof value === "number" ? String(Number(value.toPrecision(4))) : value,
            contribution.toFixed(4).replace("-", "−"),
          ];
        }),
      ),
  };
}
