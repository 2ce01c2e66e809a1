import { evaluateAnswers, exactMatch } from "golden-pipeline/evaluation";
import type { UnansweredRow } from "golden-pipeline/model";
import { evaluationSections, evaluationTable, htmlPage, junitXml, markdownReport } from "golden-pipeline/report";
import { describe, expect, it } from "vitest";

const late = (row: number): UnansweredRow => ({ row, kind: "timeout", reason: "after <b>60</b> seconds" });
const refused = (row: number): UnansweredRow => ({ row, kind: "refused", reason: "not of this" });
const answers = (unanswered?: readonly UnansweredRow[]) => ({
  ids: ["a", "b", "c", "d"],
  outputs: ["1", "2", "3", "4"],
  targets: ["1", "2", "3", "4"],
  ...(unanswered && { unanswered }),
});
const layers = [exactMatch()];
const alone = await evaluateAnswers(answers([late(0), late(1), refused(3)]), { layers });
const beside = await evaluateAnswers({ ...answers(), champion: answers([late(2)]) }, { layers });
const whole = await evaluateAnswers(answers(), { layers });

describe("rows without an answer in a report", () => {
  it("are counted by reason on the page, with what was said of them, as text", () => {
    const page = htmlPage("Evaluation", "", evaluationSections(alone));
    expect(page).toContain("Not answered");
    expect(page).toMatch(/timeout<\/td><td[^>]*>2</);
    expect(page).toMatch(/refused<\/td><td[^>]*>1</);
    expect(page).toContain("after &lt;b&gt;60&lt;/b&gt; seconds");
    expect(page).not.toContain("rows of the champion");
  });

  it("stand beside those of the champion", () => {
    const page = htmlPage("Evaluation", "", evaluationSections(beside));
    expect(page).toContain("rows of the champion");
    expect(page).toMatch(/timeout<\/td><td[^>]*>0<\/td><td[^>]*>1</);
    expect(page).not.toContain("what was said");
    expect(markdownReport(beside)).toContain("none (champion: 1 timeout)");
  });

  it("are told in the terminal, in Markdown and as an open test case of JUnit", () => {
    expect(evaluationTable(alone)).toContain("Warning: 3 of 4 rows were not answered (2 timeout, 1 refused)");
    expect(markdownReport(alone)).toContain("2 timeout, 1 refused");
    expect(junitXml(alone)).toMatch(/name="rows without an answer"[^>]*><skipped message="2 timeout, 1 refused"/);
  });

  it("are not spoken of where there are none", () => {
    for (const text of [
      htmlPage("Evaluation", "", evaluationSections(whole)),
      evaluationTable(whole),
      markdownReport(whole),
      junitXml(whole),
    ])
      expect(text).not.toMatch(/answered|without an answer/i);
  });
});
