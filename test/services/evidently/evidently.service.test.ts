import { evidentlyDrift, evidentlyReport } from "golden-pipeline/adapters/evidently";
import { beforeAll, expect, it } from "vitest";
import { differences } from "../../adapters/evidently/compare-scores.js";
import { frames, rowsOf } from "../../adapters/evidently/frames.js";
import { type Answers, askEvidently } from "./ask-evidently.js";

const asked = frames("service").filter((_, at) => at % 2 === 1);
const found = asked.map((frame) =>
  evidentlyDrift(rowsOf(frame.reference), rowsOf(frame.current), { columns: frame.types }),
);
const silent = evidentlyDrift([{ a: 1, b: "x" }], [{ a: 1, b: "x" }], { tests: { a: "t_test" }, driftShare: 1 });
let answers: Answers;
beforeAll(() => {
  const reports = [...found, silent].map((drift, at) =>
    JSON.stringify(
      evidentlyReport(drift, { time: at * 1000, name: `${at}`, tags: ["test"], metadata: { model: "m@1" } }),
    ),
  );
  answers = askEvidently({ frames: asked, reports });
}, 850_000);

it.each(asked.map(({ name }, at) => ({ name, at })))("Evidently scores $name as ours", ({ at }) => {
  const [frame, answer] = [asked[at], answers.frames[at]];
  expect(frame && answer && differences(frame, answer)).toEqual([]);
});

it.each(asked.map(({ name }, at) => ({ name, at })))(
  "Evidently's loader reads the report of $name as if it had made it",
  ({ at }) => {
    const [read, made] = [answers.reports[at], answers.frames[at]?.report];
    expect(read?.metrics.map(({ name, config }) => [name, config])).toEqual(
      made?.metrics.map(({ name, config }) => [name, config]),
    );
    expect(read?.tests).toEqual(made?.tests);
    for (const [place, { value }] of (made?.metrics ?? []).entries()) {
      const ours = read?.metrics[place]?.value;
      if (typeof value === "number") expect(Math.abs(Number(ours) - value)).toBeLessThan(1e-9 * Math.max(1, value));
      else expect(ours).toEqual(value);
    }
    expect(read?.again).toBe(true);
    expect(read?.html).toBeGreaterThan(1000);
  },
);

it("Evidently's loader reads a score that says nothing as NaN", () => {
  expect(answers.reports.at(-1)?.metrics.map(({ value }) => value)).toEqual([{ count: 0, share: 0 }, null, 1]);
});
