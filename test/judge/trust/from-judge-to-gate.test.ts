import { describe, expect, it } from "vitest";
import { createJudge, judgeGate, judgeTrust, rubric } from "../../../src/judge/index.js";
import { fakeModel, fenced } from "../fake-model.js";

const quality = rubric("quality", {
  criteria: { accuracy: { question: "Is it right?", levels: { 1: "wrong", 2: "partly", 3: "right" } } },
});
const labelled = Array.from({ length: 90 }, (_, index) => ({
  id: `i${index}`,
  answer: `level ${1 + (index % 3)}`,
  human: 1 + (index % 3),
}));

/** A judge that is wrong by one level on every nth answer it is asked about. */
const judgeWrongOnEvery = (nth: number, name: string) =>
  createJudge({
    model: {
      ...fakeModel((request, call) => {
        const right = Number(/\d$/.exec(fenced(request, "answer") ?? ""));
        const level = call % nth === 0 ? 1 + (right % 3) : right;
        return JSON.stringify({ accuracy: { reason: "because", level } });
      }),
      id: name,
    },
    rubric: quality,
  });

async function decide(nth: number) {
  const judge = judgeWrongOnEvery(nth, `wrong on every ${nth}`);
  const { judgements } = await judge.scoreAll(labelled);
  const trust = judgeTrust(
    judgements.map(({ criteria }, index) => ({
      human: labelled[index]?.human ?? 0,
      judge: criteria?.accuracy.levels[0],
    })),
    { judge: judge.id, minimum: 0.6, measure: "linear-kappa", labels: [1, 2, 3] },
  );
  const candidate = await judge.scoreAll(
    Array.from({ length: 50 }, (_, index) => ({ id: `c${index}`, answer: "level 3" })),
  );
  return { trust, gate: judgeGate(candidate, { trust, atLeast: 0.5 }) };
}

describe("from a judge to a gate", () => {
  it("a judge that agrees with people decides", async () => {
    const { trust, gate } = await decide(20);
    expect([trust.status, gate.decision]).toEqual(["trusted", "pass"]);
  });

  it("a judge that does not is reported, and decides nothing although its scores are as high", async () => {
    const { trust, gate } = await decide(2);
    expect([trust.status, gate.decision]).toEqual(["untrusted", "inconclusive"]);
  });
});
