import fc from "fast-check";
import * as judges from "golden-pipeline/judge";
import { scriptedChatModel } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { impossible, refusalOf } from "../impossible.js";

const model = scriptedChatModel(() => '{"same":{"reason":"so","level":1}}');
const same = judges.rubric("same", { criteria: { same: { question: "Same?", levels: { 0: "no", 1: "yes" } } } });
const judge = judges.createJudge({ model, rubric: same });
const noText = impossible.filter((value) => typeof value !== "string");
const refused = expect.objectContaining({ code: "invalid-argument" });

/** A verdict, or an error of the house. */
async function outcomeOf(run: () => Promise<unknown>): Promise<void> {
  await run().catch((error: unknown) => expect(error).toEqual(refused));
}

describe("what is no answer", () => {
  it("is an error that names the item to a judge, before anything is asked", async () => {
    await fc.assert(
      fc.asyncProperty(noText, async (answer) => {
        const asked = judge.usage().calls;
        const item = { id: "q-7", answer: answer as string };
        await expect(judge.score(item)).rejects.toThrow("[judge, item q-7] Expected `answer` to be text");
        await expect(judge.scoreAll([item])).rejects.toEqual(refused);
        expect(judge.usage().calls).toBe(asked);
      }),
    );
  });

  it("is an error that names the pair to a pairwise comparison", async () => {
    await fc.assert(
      fc.asyncProperty(noText, async (answer) => {
        const [left, right] = [
          { contestant: "a", answer: "x" },
          { contestant: "b", answer: answer as string },
        ];
        const run = judges.comparePairwise([{ id: "q-7", left, right }], { model, instructions: "Which is better?" });
        await expect(run).rejects.toThrow("[pairwise comparison q-7] Expected `answer` to be text");
      }),
    );
  });

  it("is never a TypeError, whatever stands where items, pairs, games or judgements should", async () => {
    await fc.assert(
      fc.asyncProperty(impossible, async (value) => {
        const given = value as never;
        await outcomeOf(() => judge.score(given));
        await outcomeOf(() => judge.scoreAll(given));
        await outcomeOf(() => judge.scoreAll([given]));
        await outcomeOf(() => judges.comparePairwise(given, { model, instructions: "Which is better?" }));
        await outcomeOf(() => judges.comparePairwise([given], { model, instructions: "Which is better?" }));
        refusalOf(() => judges.bradleyTerry(given));
        refusalOf(() => judges.bradleyTerry([given]));
        refusalOf(() => judges.bradleyTerry([{ left: "a", right: "b", outcome: given }]));
        refusalOf(() => judges.judgeTrust(given, { judge: "j", minimum: 0.6 }));
        refusalOf(() => judges.judgeTrust([given], { judge: "j", minimum: 0.6 }));
        refusalOf(() => judges.judgeTrust([{ human: given, judge: "x" }], { judge: "j", minimum: 0.6 }));
        refusalOf(() => judges.judgeTrust([{ human: "x", judge: given }], { judge: "j", minimum: 0.6 }));
        refusalOf(() => judges.judgeGate(given, given));
        refusalOf(() => judges.rubric(given, given));
        refusalOf(() => judges.rubric("same", { criteria: given }));
        refusalOf(() => judges.createJudge(given));
        refusalOf(() => judges.createJudge({ model, rubric: given }));
      }),
      { numRuns: 200 },
    );
  });

  it("is no outcome of a game", () => {
    expect(refusalOf(() => judges.bradleyTerry([{ left: "a", right: "b", outcome: "a" as "tie" }]))).toContain(
      "[Bradley-Terry, game 0] Expected `outcome` to be one of `left`, `right`, `tie`",
    );
  });
});

describe("several references", () => {
  it("are all told, and one in a list is asked about like one alone", async () => {
    const asked: string[] = [];
    const listening = scriptedChatModel((request) => {
      asked.push(request.messages.map(({ content }) => content).join("\n"));
      return '{"same":{"reason":"so","level":1}}';
    });
    const told = judges.createJudge({ model: listening, rubric: same });
    for (const reference of [["Paris", "Lutetia"], ["Paris"], "Paris"])
      await told.score({ id: "q", answer: "in Lutetia", reference });
    expect(asked[0]).toContain("Any one of these is right:\n1. Paris\n2. Lutetia");
    expect(new Set(asked.slice(1)).size).toBe(1);
    await expect(told.score({ id: "q", answer: "x", reference: [] })).rejects.toThrow(
      "`reference` to be text or a list",
    );
  });
});
