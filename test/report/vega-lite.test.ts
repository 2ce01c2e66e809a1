import { alarmSpec, chartSpec, contributionSpec, curveSpec, intervalSpec } from "golden-pipeline/report";
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";
import { alarmsNamed, evaluationsWith } from "./browser/whole-page.js";

const hostile = `"]); window.ran=1; ([" <img src=x onerror=ran> </svg>`;

/** Compiled and drawn without a browser; what Vega warns of is an error. */
async function drawn(spec: unknown): Promise<string> {
  const warnings: string[] = [];
  const warn = (...said: readonly unknown[]) => warnings.push(said.join(" "));
  const logger = { level: () => logger, error: warn, warn, info: () => logger, debug: () => logger } as never;
  const plain = JSON.parse(JSON.stringify(spec)) as TopLevelSpec;
  expect(plain).toEqual(spec);
  const compiled = compile(plain, { logger });
  const view = new View(parse(compiled.spec), { renderer: "none", logger });
  const svg = await view.toSVG();
  view.finalize();
  expect(warnings).toEqual([]);
  return svg;
}

const marksOf = (svg: string, kind: string): number =>
  svg.match(new RegExp(`class="mark-${kind} role-mark`, "g"))?.length ?? 0;

describe.each(["from Atlanta", hostile])("the Vega-Lite data of charts that say %s", (text) => {
  it("draw lines, points, bars, intervals and marks", async () => {
    const svg = await drawn(
      chartSpec({
        title: text,
        x: text,
        y: text,
        kindX: "time",
        kindY: "percent",
        series: [
          {
            kind: "line",
            name: text,
            points: [
              [0, 0.1],
              [86_400_000, 0.2],
            ],
          },
          { kind: "points", name: "points", points: [[0, 0.1]] },
          { kind: "bars", name: "bars", points: [[0, 0.1]] },
          { kind: "intervals", name: "intervals", points: [[0, 0.2, 0.1, 0.3]] },
        ],
        marks: [{ from: 0, to: 10_000_000, text }],
      }),
    );
    expect([marksOf(svg, "line"), marksOf(svg, "symbol"), marksOf(svg, "rule"), marksOf(svg, "rect")]).toEqual([
      1, 2, 1, 2,
    ]);
    expect(svg).not.toMatch(/<img|<script/);
  });

  it("draw rows with intervals, contributions and alarms", async () => {
    const rows = [
      { name: text, value: 1, interval: { low: 0, high: 2 }, verdict: "ok", note: text },
      { name: text, value: undefined },
    ];
    const intervals = await drawn(intervalSpec({ title: text, x: text, rows, reference: 0 }));
    expect([marksOf(intervals, "rule"), marksOf(intervals, "symbol")]).toEqual([2, 1]);
    const features = [
      { feature: text, value: text, contribution: 0.4 },
      { feature: text, value: 3, contribution: -0.2 },
    ];
    expect(marksOf(await drawn(contributionSpec({ title: text, x: text, base: -1, features })), "rect")).toBe(1);
    expect(marksOf(await drawn(alarmSpec(alarmsNamed(text), { title: text })), "rect")).toBe(1);
  });

  it("draw the curves of an evaluation", async () => {
    const [report] = await evaluationsWith(text);
    if (report === undefined) throw new Error("an evaluation");
    expect(marksOf(await drawn(curveSpec(report, "calibration", text)), "symbol")).toBe(1);
    expect(marksOf(await drawn(curveSpec(report, "roc", text)), "line")).toBe(2);
    expect(marksOf(await drawn(curveSpec(report, "precision-recall", text)), "line")).toBe(1);
  });
});
