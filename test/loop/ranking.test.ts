import { pipeline } from "golden-pipeline";
import { atLeast, evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { ingest, jsonLinesSource } from "golden-pipeline/ingestion";
import { meanReciprocalRank, ndcg } from "golden-pipeline/metrics";
import { model, type RowMeasure } from "golden-pipeline/model";
import { register } from "golden-pipeline/registry";
import { gradientBoosting, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { expect, it } from "vitest";
import { finds, jsonLinesOf, someFinds } from "./papers.js";
import { drifts, openHouse, serveAndWatch } from "./serve-and-watch.js";

const distance: RowMeasure = {
  name: "distance of the grade",
  better: "lower",
  of: (target, output) => Math.abs(Number(output) - Number(target)),
};

it("a ranking goes from bytes to a watched version and back to a dataset", async () => {
  const trainer = gradientBoosting({ trees: 40 });
  const useful = model("useful", finds, {
    target: (find) => find.grade,
    task: "ranking",
    group: (find) => find.query,
    kinds: [trainer],
  });
  const house = openHouse();
  const landing = pipeline("land", ingest(finds)).pipe(validate());
  const past = jsonLinesSource(jsonLinesOf(someFinds(16)));
  const { output: dataset } = await house.runner.run(landing, past);
  const training = pipeline("useful", splitByTime("at", { test: 0.5, contract: finds }))
    .pipe(
      engineer(
        features(finds, ({ pages, sums }) => ({ pages: pages.standardize(), sums })),
        useful,
      ),
    )
    .pipe(train(trainer))
    .pipe(
      evaluate({
        metrics: [ndcg(), meanReciprocalRank()],
        measures: [distance],
        gate: atLeast({ metric: ndcg(), value: 0.7, minimumClusters: 5 }),
        cluster: (row) => row.at.day(),
      }),
    )
    .pipe(register(useful));
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
    model: useful,
    version,
    dataset,
    usual,
    drifted: requests(6, 70),
    measure: distance,
  });
  const [answer] = seen.calm.answers;
  expect(answer?.value).toBeGreaterThan(-1);
  expect(seen.logged[0]).toMatchObject({ id: answer?.id, output: answer?.value, decision: answer?.value });
  // Queries are new each time: they are no input to be watched.
  expect(seen.profile.inputs.columns.map(({ name }) => name)).toEqual(["at", "pages", "sums"]);
  expect(drifts(seen.calm.report)).toEqual([]);
  expect(seen.firing).toEqual(expect.arrayContaining(["input pages", "output score", "quality distance of the grade"]));
  expect(seen.logged).toHaveLength(2 * usual.length);
  expect(seen.joined).toMatchObject({ coverage: 1, orphans: [] });
  expect(seen.opened).toMatchObject({ version: seen.grown.version, rows: dataset.rows + 2 * usual.length });
});
