import {
  type Answers,
  atLeast,
  evaluateAnswers,
  exactMatch,
  meanScore,
  nonInferior,
  recomputeGate,
  scoreAnswers,
} from "golden-pipeline/evaluation";
import type { UnansweredRow } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";

const late = (row: number): UnansweredRow => ({ row, kind: "timeout", reason: "too late" });
const odd = (row: number): UnansweredRow => ({ row, kind: "unreadable", reason: "no JSON" });
/** 200 right answers of 40 documents, but for the rows without one. */
function right(unanswered?: readonly UnansweredRow[], version = "candidate@1"): Answers<string, string> {
  const ids = Array.from({ length: 200 }, (_, row) => `question-${row}`);
  const missing = new Set(unanswered?.map(({ row }) => row));
  return {
    ids,
    outputs: ids.map((id, row) => (missing.has(row) ? "placeholder" : id)),
    targets: ids,
    clusters: ids.map((_, row) => `document ${row % 40}`),
    version,
    ...(unanswered && { unanswered }),
  };
}
const layers = [exactMatch()];
const gate = atLeast({ metric: meanScore(), value: 0.9 });

describe("answers that are missing, layer by layer", () => {
  it("are put to no layer and score 0 by a rule of their own, even where the placeholder is right", async () => {
    const answers = { ids: ["a", "b"], outputs: ["x", "y"], targets: ["x", "y"], unanswered: [late(1)] };
    const { verdicts, layers: flows } = await scoreAnswers(answers, layers);
    expect(verdicts[1]).toEqual({
      id: "b",
      layer: "model",
      decides: true,
      score: 0,
      rule: "unanswered",
      reason: "timeout: too late",
    });
    expect(flows[0]).toMatchObject({ seen: 1, decided: 1 });
    await expect(scoreAnswers({ ...answers, unanswered: [late(2)] }, layers)).rejects.toThrow("rising rows below 2");
  });

  it("count as wrong, and the report says how many and why", async () => {
    const report = await evaluateAnswers(right([late(0), odd(3), late(7)]), { layers, gate, examples: 2 });
    expect(report.metrics["mean score"]).toMatchObject({ value: 197 / 200, rows: 200 });
    expect(report.gate.decision).toBe("pass");
    expect(report.unanswered).toEqual({
      rows: 3,
      byReason: { timeout: 2, unreadable: 1 },
      ids: ["question-0", "question-3", "question-7"],
      examples: [
        { id: "question-0", kind: "timeout", reason: "too late" },
        { id: "question-3", kind: "unreadable", reason: "no JSON" },
      ],
    });
    expect(report.warnings).toContain("3 of 200 rows were not answered (2 timeout, 1 unreadable)");
    expect(report.disagreements?.[0]).toMatchObject({ output: "no answer", rule: "unanswered", score: 0 });
  });

  it("may be left out instead, and then no gate passes with more than a hundredth of them", async () => {
    const leaving = (unanswered: readonly UnansweredRow[], maximumUnanswered?: number) =>
      evaluateAnswers(right(unanswered), {
        layers,
        gate,
        unanswered: "leave-out",
        ...(maximumUnanswered !== undefined && { maximumUnanswered }),
      });
    const few = await leaving([late(0), late(1)]);
    expect([few.rows, few.metrics["mean score"]?.value, few.gate.decision]).toEqual([198, 1, "pass"]);
    expect([few.unanswered?.rows, few.warnings.join()]).toEqual([2, expect.stringContaining("2 of 200 rows were not")]);
    const many = await leaving([late(0), late(1), late(2)]);
    expect([many.gate.decision, recomputeGate(many.gate)]).toEqual(["inconclusive", "inconclusive"]);
    expect(many.gate.rules.at(-1)?.message).toContain("3 of 200 rows were not answered");
    expect((await leaving([late(0), late(1), late(2)], 0.02)).gate.decision).toBe("pass");
  });

  it("of the champion make no candidate better: no gate passes with many of them", async () => {
    const better = nonInferior({ metric: meanScore(), margin: 0.1 });
    const beside = (champion: readonly UnansweredRow[] | undefined) =>
      evaluateAnswers({ ...right(), champion: right(champion, "champion@1") }, { layers, gate: better });
    const away = await beside(Array.from({ length: 100 }, (_, row) => late(row)));
    expect(away.gate.decision).toBe("inconclusive");
    expect(away.unanswered).toMatchObject({ rows: 0, ids: [], champion: { rows: 100, byReason: { timeout: 100 } } });
    expect(away.warnings.at(-1)).toBe("100 of 200 rows were not answered by the champion (100 timeout)");
    expect((await beside([late(0)])).comparison?.difference).toBeCloseTo(1 / 200, 12);
    expect((await beside(undefined)).unanswered).toBeUndefined();
  });

  it("leave a gate that fails failed", async () => {
    const all = Array.from({ length: 200 }, (_, row) => late(row));
    const report = await evaluateAnswers({ ...right(all), champion: right(all) }, { layers, gate });
    expect([report.gate.decision, recomputeGate(report.gate)]).toEqual(["fail", "fail"]);
  });
});
