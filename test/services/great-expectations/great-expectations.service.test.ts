import {
  evaluateExpectation,
  evaluateSuite,
  type ResultFormatName,
  readSuite,
  suiteFromContract,
} from "golden-pipeline/adapters/great-expectations";
import { contract } from "golden-pipeline/schema";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { equal } from "../../../scripts/conformance/compare-result.js";
import { randomExpectation, randomFrame, seeded, tableShapeExpectations } from "./random-questions.js";
import { type Answer, askReference, type Frame, type Question } from "./reference.js";

const formats: readonly ResultFormatName[] = ["BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE"];

/** As columns for ours: times are Dates. */
function dataOf({ columns, types }: Frame): { readonly [column: string]: readonly unknown[] } {
  return Object.fromEntries(
    Object.entries(columns).map(([name, cells]) => [
      name,
      types[name] === "time" ? cells.map((cell) => (cell === null ? null : new Date(Number(cell)))) : cells,
    ]),
  );
}

function oursOf(frame: Frame, { expectation, format }: Question): Answer {
  const { success, result, exception_info } = evaluateExpectation(dataOf(frame), expectation, {
    resultFormat: format as ResultFormatName,
    types: frame.types,
  });
  return { success, result, raised: exception_info.raised_exception };
}

describe("the real Great Expectations", () => {
  const random = seeded("questions");
  const frames = Array.from({ length: 40 }, () => randomFrame(random));
  const questions: Question[] = [
    ...Array.from({ length: 1200 }, (_, at) => ({
      frame: at % frames.length,
      expectation: randomExpectation(random),
      format: formats[at % 7 < 4 ? 3 : at % 4] ?? "COMPLETE",
    })),
    ...frames.flatMap((_, frame) =>
      tableShapeExpectations().map((expectation) => ({ frame, expectation, format: "COMPLETE" })),
    ),
  ];
  let answers: readonly Answer[] = [];
  beforeAll(() => {
    answers = askReference({ frames, questions }).answers;
  }, 450_000);

  it.each([...new Set(questions.map(({ expectation }) => expectation.type))])(
    "gives for %s what ours gives",
    (type) => {
      const different = questions.flatMap((question, at): readonly unknown[] => {
        if (question.expectation.type !== type) return [];
        const [frame, answer] = [frames[question.frame], answers[at]];
        if (frame === undefined || answer === undefined) return [question];
        const ours = oursOf(frame, question);
        const same = answer.raised
          ? ours.raised
          : !ours.raised && ours.success === answer.success && equal(answer.result, ours.result, 1e-9);
        return same ? [] : [{ question, columns: frame.columns, answer, ours }];
      });
      expect(different.slice(0, 3)).toEqual([]);
    },
  );

  it("raises for none of them, or for few", () => {
    expect(answers).toHaveLength(questions.length);
    expect(answers.filter(({ raised }) => raised).length).toBeLessThan(questions.length / 20);
  });

  it("loads the suite of a contract, and finds in it what ours finds", () => {
    const shape = z.object({
      id: z.string().min(2).max(5),
      fare: z.number().min(0).lt(500),
      tip: z.number().nullable(),
      seats: z.int().min(1).max(4),
      kind: z.enum(["bus", "car"]),
      plate: z.string().regex(/^(?<area>[A-Z]{1,2})-\d+$/),
      left: z.date(),
      arrived: z.date(),
    });
    const trips = contract("trips", shape, {
      missing: { tip: 0.5 },
      rules: (row) => ({
        "arrives after it left": row.left.before(row.arrived),
        "tips are no fares": row.tip.atMost(row.fare),
      }),
    });
    const { suite, notExpressed } = suiteFromContract(trips);
    expect(notExpressed).toEqual([]);
    const at = Date.UTC(2026, 0, 1);
    const frame: Frame = {
      types: {
        id: "text",
        fare: "number",
        tip: "number",
        seats: "integer",
        kind: "text",
        plate: "text",
        left: "time",
        arrived: "time",
      },
      columns: {
        id: ["t1", "t22", "x", "t4"],
        fare: [3.5, 500, 12, 0],
        tip: [1, null, 20, null],
        seats: [1, 2, 3, 9],
        kind: ["bus", "car", "car", "ship"],
        plate: ["W-1", "G-22", "1-W", "WU-3"],
        left: [at, at, at, at],
        arrived: [at + 1000, at - 1000, at + 5, at],
      },
    };
    const [theirs] = askReference({ frames: [frame], suites: [{ frame: 0, suite }] }).suites;
    const ours = evaluateSuite(dataOf(frame), readSuite(JSON.stringify(suite)), {
      types: frame.types,
      resultFormat: "SUMMARY",
    });
    expect(theirs?.statistics).toEqual(ours.statistics);
    // The reference puts the results of a column together.
    const sorted = (
      results: readonly { readonly type: string; readonly success: boolean; readonly result: unknown }[],
    ) => [...results].map((one) => JSON.stringify(one.success) + one.type).sort();
    expect(sorted((theirs?.results ?? []).map((one, place) => ({ ...one, type: theirs?.types[place] ?? "" })))).toEqual(
      sorted(
        ours.results.map(({ success, result, expectation_config }) => ({
          success,
          result,
          type: expectation_config.type,
        })),
      ),
    );
    expect(theirs?.results.every(({ raised }) => !raised)).toBe(true);
    expect(ours.statistics.unsuccessful_expectations).toBeGreaterThan(4);
  }, 120_000);
});
