import fc from "fast-check";
import {
  type Answers,
  evaluateAnswers,
  exactMatch,
  judgedBy,
  type Layer,
  numericTolerance,
  scoreAnswers,
  taskLayer,
} from "golden-pipeline/evaluation";
import { createJudge, rubric } from "golden-pipeline/judge";
import { tokenF1 } from "golden-pipeline/scorers";
import { scriptedChatModel } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { impossible } from "../../impossible.js";

const same = rubric("same", { criteria: { same: { question: "Same?", levels: { 0: "no", 1: "yes" } } } });
const asked: string[] = [];
const model = scriptedChatModel((request) => {
  asked.push(request.messages.map(({ content }) => content).join("\n"));
  return '{"same":{"reason":"so","level":1}}';
});
type Gold = string | readonly string[];
const tokens = { version: "1", score: (gold: Gold, answer: string) => tokenF1(gold, answer) };
const each: readonly Layer<string, Gold>[] = [
  exactMatch(),
  numericTolerance(),
  taskLayer("token F1", tokens),
  judgedBy(createJudge({ model, rubric: same })),
];

describe("several golds of a row", () => {
  it("are understood by every layer, and told to the judge", async () => {
    const answers: Answers<string, Gold> = {
      ids: ["a", "b", "c", "d"],
      outputs: ["rome", "It fell by 32 %", "the city of Lutetia", "the capital"],
      targets: [["Rome", "Roma"], ["-31%", "-32%"], "Paris", ["Paris", "Lutetia"]],
    };
    asked.length = 0;
    const { verdicts } = await scoreAnswers(answers, each);
    expect(verdicts.map(({ layer }) => layer)).toEqual(["exact match", "numeric tolerance", "judge", "judge"]);
    expect(asked[1]).toContain("1. Paris\n2. Lutetia");
    const report = await evaluateAnswers(answers, { layers: each });
    expect(report.metrics["mean score"]?.value).toBe(1);
  });
});

describe("an output that is no text", () => {
  const noText = impossible.filter((value) => typeof value !== "string");
  it.each(each)("is an error of $name that names the row and what it got", async (layer) => {
    await fc.assert(
      fc.asyncProperty(noText, async (output) => {
        const answers = { ids: ["q-1", "q-2"], outputs: ["x", output as string], targets: ["y", "undefined"] };
        const said: unknown = await scoreAnswers(answers, [layer]).catch((error: unknown) => error);
        expect(said).toMatchObject({ code: "invalid-argument" });
        expect(String(said)).toMatch(/q-2\].*text/);
      }),
      { numRuns: 50 },
    );
  });

  it.each(each)("is of no matter to $name where the row is said to be unanswered", async (layer) => {
    const late = { row: 1, kind: "timeout", reason: "too late" } as const;
    const answers = {
      ids: ["q-1", "q-2"],
      outputs: ["y", undefined as never],
      targets: ["y", "z"],
      unanswered: [late],
    };
    const { verdicts } = await scoreAnswers<string, Gold>(answers, [layer]);
    expect(verdicts[1]).toMatchObject({ rule: "unanswered", score: 0 });
  });

  it("and a gold that is none are errors too", async () => {
    for (const target of [5, undefined, null, [], [5], ""])
      for (const layer of each) {
        const answers = { ids: ["q-1"], outputs: ["x"], targets: [target as string] };
        // A judge may be given no reference, or an empty one.
        if ((target === undefined || target === "") && layer.kind === "llm") continue;
        await expect(scoreAnswers(answers, [layer]), `${layer.name} ${String(target)}`).rejects.toThrow("q-1]");
      }
  });

  it("is of no matter to layers that read no texts", async () => {
    const count = taskLayer("count", { version: "1", score: (_: number, out: number) => ({ score: out, rule: "n" }) });
    const { verdicts } = await scoreAnswers({ ids: ["a"], outputs: [1], targets: [1] }, [count]);
    expect(verdicts[0]?.score).toBe(1);
    const none = taskLayer("none", { version: "1", score: () => undefined as never });
    await expect(scoreAnswers({ ids: ["a"], outputs: [1], targets: [1] }, [none])).rejects.toThrow(
      "a score and a rule",
    );
    for (const verdicts of [undefined, [undefined], [5], []]) {
      const odd = { ...count, score: () => verdicts as never };
      await expect(scoreAnswers({ ids: ["a"], outputs: [1], targets: [1] }, [odd])).rejects.toThrow("[layer count]");
    }
  });
});
