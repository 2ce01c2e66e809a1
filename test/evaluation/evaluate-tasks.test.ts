import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { atLeast, atMost, evaluate, type Gate, superior } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import {
  accuracy,
  jaccard,
  labelRankingLoss,
  logLoss,
  meanReciprocalRank,
  ndcg,
  rocAuc,
} from "golden-pipeline/metrics";
import { model, type Relevance } from "golden-pipeline/model";
import { createRegistry, register } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { gradientBoosting, logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const length = 600;
const rows = Array.from({ length }, (_, row) => {
  const [pages, sums] = [row % 9, (row * 5) % 7];
  return {
    at: new Date(Date.UTC(2001, 0, 1, row)),
    query: `${Math.floor(row / 8)}`,
    pages,
    sums,
    genre: ["letter", "invoice", "contract"][row % 11 === 0 ? 1 : Math.floor(pages / 3)] as string,
    topics: ["letter", "invoice", "contract"].slice(Math.floor(pages / 4)),
    grade: Math.max(0, pages - sums),
  };
});
const papers = contract(
  "papers",
  z.object({
    at: z.date(),
    query: z.string(),
    pages: z.int(),
    sums: z.int(),
    genre: z.string(),
    topics: z.array(z.string()),
    grade: z.int(),
  }),
  {
    eventTime: "at",
    labels: {
      genre: { knownAt: (paper) => paper.at.plusMinutes(60) },
      topics: { knownAt: (paper) => paper.at.plusMinutes(60) },
      grade: { knownAt: (paper) => paper.at.plusMinutes(60) },
    },
  },
);
const blind = features(papers, ({ sums }) => ({ sums }));
const seeing = features(papers, ({ pages, sums }) => ({ pages: pages.standardize(), sums }));
const split = pipeline("papers", ingest(papers))
  .pipe(validate())
  .pipe(splitByTime("at", { test: 0.4 }));

function house() {
  const store = createMemoryStore();
  const registry = createRegistry({ store });
  return { registry, runner: createRunner({ store, services: { registry, champions: registry } }) };
}

describe("evaluate", () => {
  it("judges classes by their probabilities, and counts what is decided", async () => {
    const trainer = logisticRegression();
    const genres = model("genres", papers, {
      target: (paper) => paper.genre,
      task: "classes",
      kinds: [trainer],
    });
    const metrics = [logLoss(), rocAuc(), accuracy()];
    const learn = (made: typeof blind, gate: Gate<string>) =>
      split
        .pipe(engineer(made, genres))
        .pipe(train(trainer))
        .pipe(evaluate({ metrics, gate, slices: (paper) => ({ long: paper.pages.atLeast(3) }) }))
        .pipe(register(genres));
    const { registry, runner } = house();
    const gate = atMost<string>({ metric: logLoss(), value: 2 });
    await registry.promote((await runner.run(learn(blind, gate), rowsSource("papers", rows))).output);
    const better = superior<string>({ metric: logLoss() });
    const { output } = await runner.run(learn(seeing, better), rowsSource("papers", rows));
    const report = await registry.report(output.id);
    expect(report).toMatchObject({ champion: "genres@1", gate: { decision: "pass" }, curves: {} });
    expect(report.metrics["log loss"]?.value).toBeLessThan(1);
    expect(report.metrics["ROC-AUC"]?.value).toBeGreaterThan(0.8);
    expect(report.slices[0]?.comparison?.difference).toBeGreaterThan(0);
    expect(report.confusion?.labels).toEqual(["contract", "invoice", "letter"]);
    expect(report.disagreements?.[0]?.target).toMatch(/contract|invoice|letter/);
  });

  it("judges label sets as sets", async () => {
    const trainer = logisticRegression();
    const topics = model("topics", papers, {
      target: (paper) => paper.topics,
      task: "label-sets",
      kinds: [trainer],
    });
    const metrics = [jaccard({ average: "samples" }), labelRankingLoss()];
    const learn = (made: typeof blind) =>
      split
        .pipe(engineer(made, topics))
        .pipe(train(trainer))
        .pipe(evaluate({ metrics, gate: atMost({ metric: labelRankingLoss(), value: 1 }) }))
        .pipe(register(topics));
    const { registry, runner } = house();
    await registry.promote((await runner.run(learn(blind), rowsSource("papers", rows))).output);
    const { output } = await runner.run(learn(seeing), rowsSource("papers", rows));
    const report = await registry.report(output.id);
    const share = Object.entries(report.metrics).find(([name]) => /jaccard/i.test(name))?.[1].value;
    expect(share).toBeGreaterThan(0.8);
    expect(report.comparison?.difference).toBeGreaterThanOrEqual(0);
  });

  it("judges rankings query by query, in slices too", async () => {
    const trainer = gradientBoosting({ trees: 30 });
    const useful = model("useful", papers, {
      target: (paper) => paper.grade,
      task: "ranking",
      group: (paper) => paper.query,
      kinds: [trainer],
    });
    const metrics = [ndcg(), meanReciprocalRank()];
    const learn = (made: typeof blind, gate: Gate<Relevance>) =>
      split
        .pipe(engineer(made, useful))
        .pipe(train(trainer))
        .pipe(
          evaluate({
            metrics,
            gate,
            cluster: (paper) => paper.query,
            slices: (paper) => ({ long: paper.pages.atLeast(3) }),
          }),
        )
        .pipe(register(useful));
    const { registry, runner } = house();
    const first = learn(blind, atLeast({ metric: ndcg(), value: 0.1 }));
    await registry.promote((await runner.run(first, rowsSource("papers", rows))).output);
    const second = learn(seeing, superior({ metric: ndcg() }));
    const { output } = await runner.run(second, rowsSource("papers", rows));
    const report = await registry.report(output.id);
    const quality = report.metrics[ndcg().name];
    expect(quality?.value).toBeGreaterThan(0.95);
    expect(quality?.rows).toBe((length * 0.4) / 8);
    expect(report.comparison?.difference).toBeGreaterThan(0);
    expect(report.slices[0]?.metrics[ndcg().name]?.value).toBeGreaterThan(0.9);
    expect(report).not.toHaveProperty("confusion");
    expect(report).not.toHaveProperty("disagreements");
  });
});
