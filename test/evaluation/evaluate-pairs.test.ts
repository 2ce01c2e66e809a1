import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  evaluatePairs,
  evaluatePredictions,
  exactMatch,
  meanScore,
  numericTolerance,
  superior,
} from "../../src/evaluation/index.js";
import { logLoss } from "../../src/metrics/index.js";
import { model, numericOutputs, textOutputs } from "../../src/model/index.js";
import { contract } from "../../src/schema/index.js";

const visits = contract("visits", z.object({ bought: z.boolean() }));
const buyers = model("buyers", visits, { target: (visit) => visit.bought, kinds: [] });
const filings = contract("filings", z.object({ answer: z.string() }));
const answers = model("answers", filings, { target: (row) => row.answer, task: "text", kinds: [] });

const ids = Array.from({ length: 200 }, (_, row) => `r${row}`);
const clusters = ids.map((_, row) => `day ${row % 40}`);
const versions = { candidateVersion: "model-b", championVersion: "buyers@1" };

describe("pairs of a shadow and its champion", () => {
  it("are judged by metrics with the numbers that predictions give", async () => {
    const targets = { task: "binary" as const, rows: 200, values: Float64Array.from(ids, (_, row) => row % 2) };
    const chances = (sure: number) => Float64Array.from(ids, (_, row) => (row % 2 ? sure : 1 - sure));
    const side = (sure: number) => ({
      ids,
      clusters,
      targets,
      dataset: "live traffic",
      outputs: numericOutputs("binary", chances(sure)),
    });
    const how = { metrics: [logLoss()], gate: superior<boolean>({ metric: logLoss() }) };
    const report = await evaluatePairs(buyers, { candidate: side(0.9), champion: side(0.7) }, { ...how, ...versions });
    const plain = (sure: number) => ({
      ids,
      clusters,
      dataset: "live traffic",
      targets: targets.values,
      outputs: chances(sure),
    });
    const same = evaluatePredictions<boolean>({ ...how, ...versions, candidate: plain(0.9), champion: plain(0.7) });
    expect(report).toEqual(same);
    expect(report).toMatchObject({ candidate: "model-b", champion: "buyers@1", gate: { decision: "pass" } });
    const strict = await evaluatePairs(
      buyers,
      { candidate: side(0.9), champion: side(0.7) },
      { ...how, ...versions, candidateDecision: { threshold: 0.95 } },
    );
    expect(strict.confusion).toMatchObject({
      threshold: 0.95,
      counts: [
        [100, 0],
        [100, 0],
      ],
    });
  });

  it("are judged layer by layer where they are texts, with what was asked", async () => {
    const targets = { task: "text" as const, rows: 200, values: ids.map((_, row) => `-${row + 1}%`) };
    const side = (wrong: number) => ({
      ids,
      clusters,
      targets,
      inputs: ids.map(() => "By how many percent?"),
      dataset: "live traffic",
      outputs: textOutputs(targets.values.map((gold, row) => (row % wrong ? `It was ${gold}` : gold.slice(1)))),
    });
    const seen: (string | undefined)[] = [];
    const watching = {
      ...numericTolerance(),
      score(...[items, context]: Parameters<ReturnType<typeof numericTolerance>["score"]>) {
        seen.push(...items.map(({ input }) => input));
        return numericTolerance().score(items, context);
      },
    };
    const report = await evaluatePairs(
      answers,
      { candidate: side(50), champion: side(4) },
      { layers: [exactMatch(), watching], gate: superior({ metric: meanScore() }), ...versions },
    );
    expect(report.metrics["mean score"]?.value).toBeCloseTo(0.98);
    expect(report.gate.decision).toBe("pass");
    expect(new Set(seen)).toEqual(new Set(["By how many percent?"]));
  });

  it("are refused when they are of other requests, or judged in a way that is not theirs", async () => {
    const side = (order: readonly string[]) => ({
      ids: order,
      targets: { task: "text" as const, rows: 2, values: ["1", "2"] },
      dataset: "live traffic",
      outputs: textOutputs(["1", "2"]),
    });
    const how = { layers: [exactMatch()], ...versions };
    await expect(
      evaluatePairs(answers, { candidate: side(["a", "b"]), champion: side(["b", "a"]) }, how),
    ).rejects.toThrow("of the same requests in the same order, as `pairShadow` gives them, got a and b in row 0");
    const pair = { candidate: side(["a", "b"]), champion: side(["a", "b"]) };
    const byMetrics = { metrics: [], gate: superior<boolean>({ metric: logLoss() }), ...versions };
    await expect(evaluatePairs(buyers, pair, byMetrics)).rejects.toThrow("`layers`");
  });
});
