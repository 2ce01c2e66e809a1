// Ranking: scores that order the rows of a group, here the hits of a query.   npx tsx examples/04-ranking.ts
import { createRunner, pipeline } from "golden-pipeline";
import { engineer, features } from "golden-pipeline/features";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { model, predictTest } from "golden-pipeline/model";
import { contract } from "golden-pipeline/schema";
import { gradientBoosting, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const row = z.object({ at: z.date(), query: z.string(), words: z.int(), age: z.int(), grade: z.int() });
const hits = contract("hits", row, { labels: { grade: { knownAt: (hit) => hit.at.plusMinutes(60) } } });
const kinds = [gradientBoosting({ trees: 50 })] as const; // squared error of the grade, hit by hit
const useful = model("hits", hits, { target: (hit) => hit.grade, task: "ranking", group: (hit) => hit.query, kinds });
const measures = features(hits, ({ words, age }) => ({ words, age }));
const training = pipeline("hits", ingest(hits))
  .pipe(validate())
  .pipe(splitByTime("at", { test: 0.02 }))
  .pipe(engineer(measures, useful))
  .pipe(train(kinds[0]));
const rows = Array.from({ length: 400 }, (_, row) => {
  const [words, age] = [row % 6, (row * 7) % 10];
  return { at: new Date(2001, 0, 1, row), query: `${row >> 3}`, words, age, grade: Math.max(0, words - (age >> 2)) };
});
console.log(await predictTest((await createRunner().run(training, rowsSource("hits", rows))).output));
