import { pipeline } from "golden-pipeline";
import { atMost, evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { ingest, jsonLinesSource } from "golden-pipeline/ingestion";
import { hammingLoss, labelRankingLoss } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { register } from "golden-pipeline/registry";
import { logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { expect, it } from "vitest";
import { finds, genres, jsonLinesOf, someFinds } from "./papers.js";
import { drifts, openHouse, serveAndWatch } from "./serve-and-watch.js";

it("label sets go from bytes to a watched version and back to a dataset", async () => {
  const trainer = logisticRegression();
  const topics = model("topics", finds, { target: (find) => find.topics, task: "label-sets", kinds: [trainer] });
  const house = openHouse();
  const landing = pipeline("land", ingest(finds)).pipe(validate());
  const past = jsonLinesSource(jsonLinesOf(someFinds(16)));
  const { output: dataset } = await house.runner.run(landing, past);
  const training = pipeline("topics", splitByTime("at", { test: 0.5, contract: finds }))
    .pipe(
      engineer(
        features(finds, ({ pages, sums }) => ({ pages: pages.standardize(), sums })),
        topics,
      ),
    )
    .pipe(train(trainer))
    .pipe(
      evaluate({
        metrics: [hammingLoss(), labelRankingLoss()],
        gate: atMost({ metric: hammingLoss(), value: 0.3, minimumClusters: 5 }),
        cluster: (row) => row.at.day(),
      }),
    )
    .pipe(register(topics));
  const { output: version } = await house.runner.run(training, dataset);
  const report = await house.registry.report(version.id);
  expect(report.gate.decision).toBe("pass");

  const requests = (drift: number, from: number) =>
    someFinds(8, { from, drift }).map(({ topics, grade, ...row }) => ({
      row,
      time: row.at.getTime(),
      labels: { topics, grade },
    }));
  const usual = requests(0, 50);
  const seen = await serveAndWatch({
    house,
    model: topics,
    version,
    dataset,
    usual,
    drifted: requests(6, 70),
    columns: ["pages", "sums"],
  });
  const [answer] = seen.calm.answers;
  expect(Object.keys(answer?.value ?? {})).toEqual(genres);
  expect(answer?.decision).toEqual(genres.filter((topic) => Number(answer?.value[topic]) >= 0.5));
  expect(seen.logged[0]).toMatchObject({ id: answer?.id, output: answer?.value, decision: answer?.decision });
  expect(seen.profile).toMatchObject({ outputs: { task: "label-sets", labels: genres }, quality: { rows: 320 } });
  expect(drifts(seen.calm.report)).toEqual([]);
  expect(seen.firing).toEqual(
    expect.arrayContaining(["input pages", "output probability of contract", "calibration contract", "quality"]),
  );
  expect(seen.logged).toHaveLength(2 * usual.length);
  expect(seen.joined).toMatchObject({ coverage: 1, orphans: [] });
  expect(seen.opened).toMatchObject({ version: seen.grown.version, rows: dataset.rows + 2 * usual.length });
});
