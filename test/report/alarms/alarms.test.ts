import type { Alarm } from "golden-pipeline/ports";
import { alarmTable, alarmTimeline } from "golden-pipeline/report";
import { describe, expect, it } from "vitest";

const day = 86_400_000;
const start = Date.UTC(2001, 2, 1);
const alarm = (rule: string, over: Partial<Alarm>): Alarm => ({
  id: `${rule}@${over.since ?? start}`,
  rule,
  state: "firing",
  since: start,
  message: `${rule} moved`,
  numbers: {},
  ...over,
});
const alarms = [
  alarm("calibration", { since: start + 60 * day, numbers: { part: 0.102, limit: 0.05, difference: -0.02 } }),
  alarm("quality", { state: "resolved", until: start + 31 * day, numbers: { value: 0.492, limit: 0.4023 } }),
  alarm("own", { state: "pending", since: start + 61.5 * day, numbers: { own: 3 } }),
];

describe("alarms of a page", () => {
  it("stand in a table: fired, cleared, value and limit, oldest first", () => {
    const rows = alarmTable(alarms).match(/<tr>.*?<\/tr>/g) ?? [];
    const texts = rows.map((row) =>
      row
        .replace(/<[^>]+>/g, "|")
        .split("|")
        .filter(Boolean),
    );
    expect(texts.slice(1)).toEqual([
      ["quality", "✓ resolved", "2001-03-01", "2001-04-01", "0.492", "0.402", "quality moved"],
      ["calibration", "✕ firing", "2001-04-30", "–", "0.102", "0.05", "calibration moved"],
      ["own", "? pending", "2001-05-01 12:00", "–", "–", "–", "own moved"],
    ]);
    expect(alarmTable([])).toBe("<p>No alarm fired.</p>");
  });

  it("say who has seen them", () => {
    const acknowledged = { by: "Ann", reason: "the feed", time: start };
    expect(alarmTable([alarm("quality", { acknowledged })])).toContain("Ann: the feed");
  });

  it("are all drawn on one time, with sign and word; those that are not over as arrows", () => {
    const chart = alarmTimeline(alarms, { from: start - 28 * day, to: start + 90 * day });
    const wide = chart.slice(chart.indexOf('<svg class="wide"'));
    expect(wide.match(/class="line thick/g)).toHaveLength(3);
    expect(wide.match(/class="fill (bad|unsure)"/g)).toHaveLength(2);
    for (const word of ["✓ resolved, 0.492 against 0.402", "✕ firing, 0.102 against 0.05", "? pending"])
      expect(chart).toContain(word);
    expect(chart).toContain("quality: fired 2001-03-01, cleared 2001-04-01, quality moved");
    expect(alarmTimeline([])).toContain("No data.");
    expect(alarmTimeline([alarm("one", {})])).not.toMatch(/NaN|Infinity/);
  });
});
