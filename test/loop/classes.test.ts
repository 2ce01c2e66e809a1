import { pipeline } from "golden-pipeline";
import { atMost, evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { accuracy, logLoss } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { register } from "golden-pipeline/registry";
import { logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { expect, it } from "vitest";
import { csvOf, genres, sheets, someSheets } from "./papers.js";
import { drifts, openHouse, serveAndWatch } from "./serve-and-watch.js";

it("classes go from bytes to a watched version and back to a dataset", async () => {
  const trainer = logisticRegression();
  const genre = model("genre", sheets, { target: (sheet) => sheet.genre, kinds: [trainer] });
  const house = openHouse();
  const landing = pipeline("land", ingest(sheets)).pipe(validate());
  const past = csvSource(csvOf(someSheets(16)));
  const { output: dataset } = await house.runner.run(landing, past);
  const training = pipeline("genre", splitByTime("at", { test: 0.5, contract: sheets }))
    .pipe(
      engineer(
        features(sheets, ({ pages, sums }) => ({ pages: pages.standardize(), sums })),
        genre,
      ),
    )
    .pipe(train(trainer))
    .pipe(
      evaluate({
        metrics: [logLoss(), accuracy()],
        gate: atMost({ metric: logLoss(), value: 1, minimumClusters: 5 }),
        cluster: (row) => row.at.day(),
      }),
    )
    .pipe(register(genre));
  const { output: version } = await house.runner.run(training, dataset);
  const report = await house.registry.report(version.id);
  expect(report.gate.decision).toBe("pass");

  const requests = (drift: number, from: number) =>
    someSheets(8, { from, drift }).map(({ minutes, genre, ...row }) => ({
      row,
      time: row.at.getTime(),
      labels: { minutes, genre },
    }));
  const usual = requests(0, 50);
  const seen = await serveAndWatch({
    house,
    model: genre,
    version,
    dataset,
    usual,
    drifted: requests(6, 70),
  });
  const [answer] = seen.calm.answers;
  expect(Object.keys(answer?.value ?? {})).toEqual(genres);
  expect(genres).toContain(answer?.decision);
  expect(seen.logged[0]).toMatchObject({ id: answer?.id, output: answer?.value, decision: answer?.decision });
  expect(seen.profile).toMatchObject({ outputs: { task: "classes", labels: genres }, quality: { rows: 320 } });
  expect(drifts(seen.calm.report)).toEqual([]);
  expect(seen.firing).toEqual(
    expect.arrayContaining(["input pages", "output probability of letter", "calibration letter", "quality"]),
  );
  expect(seen.logged).toHaveLength(2 * usual.length);
  expect(seen.joined).toMatchObject({ coverage: 1, orphans: [] });
  expect(seen.opened).toMatchObject({ version: seen.grown.version, rows: dataset.rows + 2 * usual.length });
});
