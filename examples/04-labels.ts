// Label sets: any number of labels a row, a probability for each on its own.   npx tsx examples/04-labels.ts
import { createRunner, pipeline } from "golden-pipeline";
import { engineer, features } from "golden-pipeline/features";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { model, outputAt, predictTest } from "golden-pipeline/model";
import { contract } from "golden-pipeline/schema";
import { logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const row = z.object({ at: z.date(), pages: z.int(), sums: z.int(), topics: z.array(z.string()) });
const letters = contract("letters", row, { labels: { topics: { knownAt: (letter) => letter.at.plusMinutes(60) } } });
const trainer = logisticRegression(); // one regression for each label
const topics = model("topics", letters, { target: (letter) => letter.topics, task: "label-sets", kinds: [trainer] });
const counts = features(letters, ({ pages, sums }) => ({ pages, sums }));
const training = pipeline("topics", ingest(letters))
  .pipe(validate())
  .pipe(splitByTime("at", { test: 0.25 }))
  .pipe(engineer(counts, topics))
  .pipe(train(trainer));
const rows = Array.from({ length: 200 }, (_, row) => {
  const [pages, sums] = [row % 9, (row * 5) % 7];
  return { at: new Date(2001, 0, 1, row), pages, sums, topics: ["letter", "invoice", "contract"].slice(pages >> 2) };
});
console.log(outputAt(await predictTest((await createRunner().run(training, rowsSource("letters", rows))).output), 0));
