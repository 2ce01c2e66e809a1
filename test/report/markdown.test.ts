import { markdownReport } from "golden-pipeline/report";
import { describe, expect, it } from "vitest";
import { answers, comparison, evaluation, hostile, tainted } from "./verdicts/examples.js";

/** Cells of a line of a table: split at bars that no backslash escapes. */
const cellsOf = (line: string): readonly string[] => line.split(/(?<!\\)(?:\\\\)*\|/);

describe("Markdown for a comment", () => {
  it("begins with the verdict, and puts what failed first", () => {
    const lines = markdownReport(evaluation).split("\n");
    expect(lines[0]).toMatch(
      new RegExp(`^. \\*\\*Gate: ${evaluation.gate.decision}\\*\\*: candidate-abababababab against old, 600 rows of `),
    );
    const watched = lines.slice(lines.indexOf("### Slices that the gate watches"));
    expect(watched[4]).toMatch(/^\| ❌ \| slice-guard log loss in even \| fail \| /);
    for (const title of ["### Gate", "### Metrics", "### Slices", "### Read these first"])
      expect(lines).toContain(title);
  });

  it("tells of slices once where the gate watches none", () => {
    const rules = evaluation.gate.rules.filter(({ kind }) => kind !== "slice-guard");
    const text = markdownReport({ ...evaluation, gate: { ...evaluation.gate, rules } });
    expect(text.match(/### Slices/g)).toHaveLength(1);
    expect(text).toContain("| few (small) | 20 |");
  });

  it("tells a comparison, a gate alone, and golden answers", () => {
    expect(markdownReport(comparison)).toMatch(/^. \*\*[^*]+\*\*: new against old, 600 rows of 30 clusters\n/);
    expect(markdownReport(evaluation.gate)).toMatch(/^. \*\*Gate: /);
    expect(markdownReport(answers)).toMatch(/^❌ \*\*1 right, 1 wrong, 1 open\*\*\n/);
  });

  it("lets no text of data become markup, a link, a notification or another cell", () => {
    const plain = markdownReport(tainted("plain")).split("\n");
    for (const text of hostile) {
      const lines = markdownReport(tainted(text)).split("\n");
      expect(lines.map((line) => cellsOf(line).length)).toEqual(plain.map((line) => cellsOf(line).length));
      for (const line of lines) {
        expect(line).not.toMatch(/<|(?<!\\)[`~$]|@\w|#\d|:\/\/|www\.|(?<!\\)\]\(/);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
      }
    }
  });

  it("fits into a comment, says what it left out, and cuts long texts", () => {
    const rule = evaluation.gate.rules[0];
    if (rule === undefined) throw new Error("the example has a rule");
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...rule,
      rule: `rule ${index}`,
      message: "m".repeat(1000),
    }));
    const text = markdownReport({ ...evaluation, gate: { ...evaluation.gate, rules: many } });
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.length).toBeGreaterThan(60_000);
    expect(text).toMatch(/\n\*Cut here: \d+ of \d+ lines did not fit into 65536 characters\.\*\n$/);
    expect(text).toContain(`${"m".repeat(400)} …`);
    expect(markdownReport(evaluation.gate, { maximumCharacters: 2000 }).length).toBeLessThanOrEqual(2000);
    const long = { ...evaluation, candidate: "c".repeat(100_000), dataset: "d".repeat(100_000) };
    expect(markdownReport(long, { maximumCharacters: 2000 })).toMatch(/^. \*\*Gate: /);
  });

  it("refuses what was not judged, in a sentence", () => {
    expect(() => markdownReport([] as never)).toThrow("what `scoreAnswers` gave");
  });
});
