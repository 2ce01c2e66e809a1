import {
  type Answers,
  atLeast,
  evaluate,
  evaluateAnswers,
  exactMatch,
  judgedBy,
  meanScore,
  nonInferior,
  numericTolerance,
  recomputeGate,
} from "golden-pipeline/evaluation";
import { createJudge, rubric } from "golden-pipeline/judge";
import type { EvaluationReport, FreeText } from "golden-pipeline/model";
import { describe, expect, expectTypeOf, it } from "vitest";
import { passRate } from "../../../src/evaluation/house.js";
import { fakeModel, fenced } from "../../judge/fake-model.js";

const questions: Answers<string, string> = {
  ids: ["change", "sign", "wording", "name"],
  outputs: ["It fell by 32.82 %.", "+32%", "the Gulf of Mexico and the Atlantic", " Atlanta. "],
  targets: ["-32%", "-32%", "Atlantic Ocean, Gulf of Mexico", "atlanta"],
};
const cheap = [exactMatch(), numericTolerance()];
const meaning = rubric("meaning", {
  criteria: { same: { question: "Does it say the same?", levels: { 0: "no", 1: "yes" } } },
});
const says = (level: number) => JSON.stringify({ same: { reason: "the same two seas", level } });

/** 40 questions of 20 documents; every fifth answer is wrong. */
function answersOf(wrong: (row: number) => boolean, version: string): Answers<string, string> {
  const ids = Array.from({ length: 40 }, (_, row) => `question-${row}`);
  return {
    ids,
    outputs: ids.map((_, row) => (wrong(row) ? `${-row - 1} dollars` : `$${row + 1}.00`)),
    targets: ids.map((_, row) => `$${row + 1}`),
    clusters: ids.map((_, row) => `document ${row % 20}`),
    slices: { small: Uint8Array.from(ids, (_, row) => (row < 20 ? 1 : 0)) },
    dataset: "filings@1",
    version,
  };
}

describe("layered evaluation", () => {
  it("lets each layer decide what it is sure of, and says which decided how many", async () => {
    const { layers, disagreements, metrics } = await evaluateAnswers(questions, { layers: cheap });
    expect(layers).toEqual([
      { layer: "exact match", kind: "task", seen: 4, decided: 1, meanScore: 1, rules: { exact: 1 } },
      {
        layer: "numeric tolerance",
        kind: "task",
        seen: 3,
        decided: 3,
        meanScore: 1 / 3,
        rules: { truncates: 1, "sign-flip": 1, "text-differs": 1 },
      },
    ]);
    expect(disagreements?.map(({ id, layer, rule, reason }) => [id, layer, rule, reason])).toEqual([
      ["sign", "numeric tolerance", "sign-flip", "32% for -32%"],
      ["wording", "numeric tolerance", "text-differs", expect.stringContaining("for ")],
    ]);
    expect(metrics["mean score"]?.value).toBe(0.5);
  });

  it("asks the judge only what cheaper layers left", async () => {
    const model = fakeModel(() => says(1));
    const judge = createJudge({ model, rubric: meaning });
    const { layers, metrics } = await evaluateAnswers(questions, { layers: [...cheap, judgedBy(judge)] });
    expect(layers?.map(({ seen, decided }) => [seen, decided])).toEqual([
      [4, 1],
      [3, 2],
      [1, 1],
    ]);
    expect(model.requests.map((request) => fenced(request, "answer"))).toEqual(["the Gulf of Mexico and the Atlantic"]);
    expect(metrics["mean score"]?.value).toBe(0.75);
  });

  it("shows the judge question and reference, or the question alone", async () => {
    const model = fakeModel(() => says(0));
    const judge = createJudge({ model, rubric: meaning });
    const asked = { ...questions, inputs: questions.ids.map((id) => `What about ${id}?`) };
    await evaluateAnswers(asked, { layers: [judgedBy(judge)] });
    await evaluateAnswers(asked, { layers: [judgedBy(judge, { withReference: false })] });
    expect(model.requests.slice(0, 4).map((request) => fenced(request, "input"))).toContain("What about name?");
    expect(model.requests.slice(0, 4).map((request) => fenced(request, "reference"))).toContain("atlanta");
    expect(model.requests.slice(4).map((request) => fenced(request, "reference"))).toEqual(Array(4).fill(undefined));
  });

  it("counts what a judge could not say as undecided, never as wrong", async () => {
    const judge = createJudge({ model: fakeModel(() => "no idea"), rubric: meaning });
    const layered = (answers: Answers<string, string>) =>
      evaluateAnswers(answers, {
        layers: [...cheap, judgedBy(judge)],
        gate: atLeast({ metric: meanScore(), value: 0.01, minimumClusters: 2 }),
      });
    const report = await layered(questions);
    expect(report.rows).toBe(3);
    expect(report.metrics["mean score"]?.value).toBeCloseTo(2 / 3, 12);
    expect(report.warnings).toContain("1 of 4 rows were decided by no layer, at most 5 % may be");
    expect(report.gate.decision).toBe("inconclusive");
    expect(recomputeGate(report.gate)).toBe("inconclusive");
  });

  it("reads units out of the question", async () => {
    const asked: Answers<string, string> = { ids: ["a"], outputs: ["1.5 million"], targets: ["1.5"], inputs: [""] };
    const layered = (answers: Answers<string, string>) => evaluateAnswers(answers, { layers: [numericTolerance()] });
    expect((await layered(asked)).metrics["mean score"]?.value).toBe(0);
    const inMillions = await layered({ ...asked, inputs: ["What was revenue, in millions?"] });
    expect(inMillions.metrics["mean score"]?.value).toBe(1);
  });

  it("compares with the champion's answers, by documents, and lets the gate decide", async () => {
    const champion = answersOf((row) => row % 4 === 0, "application-old");
    const layered = (answers: Answers<string, string>) =>
      evaluateAnswers(answers, {
        layers: cheap,
        metrics: [meanScore(), passRate()],
        gate: nonInferior({ metric: meanScore(), margin: 0.05 }),
      });
    const better = await layered({ ...answersOf((row) => row % 40 === 0, "application-new"), champion });
    expect([better.candidate, better.champion]).toEqual(["application-new", "application-old"]);
    expect(better.comparison).toMatchObject({ metric: "mean score", difference: 9 / 40, clusters: 20 });
    expect(better.gate.decision).toBe("pass");
    expect(better.slices.map(({ slice, small }) => [slice, small])).toEqual([["small", true]]);
    const worse = await layered({ ...answersOf((row) => row % 2 === 0, "application-new"), champion });
    expect(worse.gate.decision).toBe("fail");
    expect(recomputeGate(JSON.parse(JSON.stringify(worse.gate)))).toBe("fail");
    expect(worse.disagreements?.[0]).toMatchObject({
      id: "question-2",
      score: 0,
      championScore: 1,
      output: "-3 dollars",
    });
  });

  it("gives the same report, byte for byte, for the same answers", async () => {
    const layered = (answers: Answers<string, string>) => evaluateAnswers(answers, { layers: cheap });
    expect(JSON.stringify(await layered(questions))).toBe(JSON.stringify(await layered(questions)));
  });

  it("keeps texts out of the report when asked to", async () => {
    const report = await evaluateAnswers(questions, { layers: cheap, examples: 0 });
    expect(JSON.stringify(report)).not.toContain("Atlantic");
  });

  it("has a fingerprint that changes with every option of every layer", () => {
    const layered = (options: Parameters<typeof numericTolerance>[0]) =>
      evaluate<unknown, never, FreeText>({ layers: [numericTolerance(options)] });
    expect(layered({ precision: "exact" }).fingerprint).not.toBe(layered({}).fingerprint);
  });

  it("refuses a champion that answered other questions", async () => {
    const answers = answersOf(() => false, "a");
    const champion = { ...answers, ids: answers.ids.toReversed() };
    await expect(evaluateAnswers({ ...answers, champion }, { layers: cheap })).rejects.toThrow(
      "same ids in the same order",
    );
  });

  it("tells the author of an empty gold, instead of counting a wrong answer", async () => {
    await expect(evaluateAnswers({ ...questions, targets: ["-32%", "", "x", "y"] }, { layers: cheap })).rejects.toThrow(
      "gold",
    );
  });

  it("does not take layers of texts for numbers", async () => {
    const layered = (answers: Answers<string, string>) => evaluateAnswers(answers, { layers: cheap });
    expectTypeOf(await layered(questions)).toEqualTypeOf<EvaluationReport>();
    // @ts-expect-error these layers read texts
    await expect(layered({ ids: ["a"], outputs: [1], targets: [1] })).rejects.toThrow();
  });
});
