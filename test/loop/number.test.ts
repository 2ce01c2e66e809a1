import { pipeline } from "golden-pipeline";
import { atMost, evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { meanAbsoluteError, rootMeanSquaredError } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { register } from "golden-pipeline/registry";
import { gradientBoosting, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { expect, it } from "vitest";
import { csvOf, sheets, someSheets } from "./papers.js";
import { drifts, openHouse, serveAndWatch } from "./serve-and-watch.js";

it("a number goes from bytes to a watched version and back to a dataset", async () => {
  const trainer = gradientBoosting({ trees: 40 });
  const minutes = model("minutes", sheets, { target: (sheet) => sheet.minutes, kinds: [trainer] });
  const house = openHouse();
  const landing = pipeline("land", ingest(sheets)).pipe(validate());
  const past = csvSource(csvOf(someSheets(16)));
  const { output: dataset } = await house.runner.run(landing, past);
  const training = pipeline("minutes", splitByTime("at", { test: 0.5, contract: sheets }))
    .pipe(
      engineer(
        features(sheets, ({ pages, sums }) => ({ pages: pages.standardize(), sums })),
        minutes,
      ),
    )
    .pipe(train(trainer))
    .pipe(
      evaluate({
        metrics: [meanAbsoluteError(), rootMeanSquaredError()],
        gate: atMost({ metric: meanAbsoluteError(), value: 3, minimumClusters: 5 }),
        cluster: (row) => row.at.day(),
      }),
    )
    .pipe(register(minutes));
  const { output: version } = await house.runner.run(training, dataset);
  const report = await house.registry.report(version.id);
  expect(report.gate.decision).toBe("pass");

  const requests = (drift: number, from: number) =>
    someSheets(8, { from, drift }).map(({ minutes, genre, ...row }) => ({
      row,
      time: row.at.getTime(),
      labels: { minutes, genre },
    }));
  const usual = requests(0, 40);
  const seen = await serveAndWatch({
    house,
    model: minutes,
    version,
    dataset,
    usual,
    drifted: requests(6, 70),
  });
  const [answer] = seen.calm.answers;
  expect(answer?.value).toBeCloseTo(Number(usual[0]?.labels.minutes), -1);
  expect(seen.logged[0]).toMatchObject({ id: answer?.id, output: answer?.value, decision: answer?.value });
  expect(seen.profile).toMatchObject({ outputs: { task: "number" }, quality: { rows: 320, clusters: 8 } });
  expect(drifts(seen.calm.report)).toEqual([]);
  expect(seen.firing).toEqual(
    expect.arrayContaining(["input pages", "output output", "outside range pages", "quality"]),
  );
  expect(seen.logged).toHaveLength(2 * usual.length);
  expect(seen.joined).toMatchObject({ coverage: 1, orphans: [] });
  expect(seen.opened).toMatchObject({ version: seen.grown.version, rows: dataset.rows + 2 * usual.length });
});
