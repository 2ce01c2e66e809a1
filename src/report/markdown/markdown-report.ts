import { checkOptions, counted, option } from "../../core/house.js";
import type { GateDecision } from "../../model/house.js";
import { formatValue } from "../evaluation/format-value.js";
import { shortVersion } from "../short-version.js";
import { type Judged, type JudgedKind, kindOf } from "../verdicts/judged.js";
import type { VerdictSuite } from "../verdicts/verdict.js";
import { verdictSuites } from "../verdicts/verdict-suites.js";
import { escapeMarkdown } from "./escape-markdown.js";
import { fitLines } from "./fit-lines.js";
import { markdownSections } from "./markdown-sections.js";
import { markdownTable } from "./markdown-table.js";

export interface MarkdownOptions {
  /** As many characters as there may be; what is beyond is left out, line by line, and said to be. @default 65,536, a comment on GitHub */
  readonly maximumCharacters?: number;
  /** The least score of a right answer, from 0 to 1. @default 1 */
  readonly from?: number;
}

/** The verdict stands in the first line, and must have room. */
const leastCharacters = 2000;
const comment = 65_536;

/**
 * GitHub-flavoured Markdown for a comment or a job's summary: the verdict in the first line, then what decided, what failed first, then the
 * numbers. Texts of data stay text.
 *
 * @throws {InvalidArgumentError} it is neither an evaluation report, a comparison, a gate's evidence nor scored answers; or an option is impossible.
 */
export function markdownReport(judged: Judged, options: MarkdownOptions = {}): string {
  checkOptions("markdown", options, {
    maximumCharacters: option.wholeNumber({ minimum: leastCharacters }),
    from: option.number({ above: 0, maximum: 1 }),
  });
  const { maximumCharacters = comment, from = 1 } = options;
  const known = kindOf("markdown", judged);
  const suites = verdictSuites(known, from);
  // The table of slices tells of those that no rule is about.
  const decided = suites
    .map(({ name, verdicts }) => ({ name, verdicts: verdicts.filter(({ kind }) => kind !== "slice") }))
    .filter(({ verdicts }) => verdicts.length > 0);
  const lines = [
    headline(known, suites),
    ...decided.flatMap((suite) => ["", `### ${escapeMarkdown(titleOf(suite.name))}`, "", ...verdictLines(suite)]),
    ...(known.kind === "evaluation" ? markdownSections(known.report) : []),
    ...(known.kind === "comparison"
      ? known.comparison.warnings.map((text) => `- Warning: ${escapeMarkdown(text)}`)
      : []),
  ];
  return fitLines(lines, maximumCharacters);
}

const signs: Readonly<Record<GateDecision, string>> = { pass: "✅", fail: "❌", inconclusive: "❔" };

function headline(known: JudgedKind, suites: readonly VerdictSuite[]): string {
  const name = (version: string): string => escapeMarkdown(shortVersion(version));
  if (known.kind === "evaluation") {
    const { gate, candidate, champion, rows, dataset } = known.report;
    const against = champion === undefined ? "" : ` against ${name(champion)}`;
    const detectable = gate.minimumDetectableEffect;
    const found = detectable === undefined ? "" : `; a difference of ${formatValue(detectable)} would have been found`;
    return `${signs[gate.decision]} **Gate: ${gate.decision}**: ${name(candidate)}${against}, ${counted(rows, "row")} of ${name(dataset)}${found}`;
  }
  if (known.kind === "gate") return `${signs[known.gate.decision]} **Gate: ${known.gate.decision}**`;
  const rulesThat = (decision: GateDecision): number =>
    suites.reduce((sum, { verdicts }) => sum + verdicts.filter((one) => one.decision === decision).length, 0);
  const [passed, failed, open] = [rulesThat("pass"), rulesThat("fail"), rulesThat("inconclusive")];
  const sign = signs[failed > 0 ? "fail" : passed > 0 ? "pass" : "inconclusive"];
  if (known.kind === "answers") return `${sign} **${passed} right, ${failed} wrong, ${open} open**`;
  const { a = "a", b = "b", rows, clusters } = known.comparison;
  return `${sign} **${failed === 0 ? "not shown worse" : `worse in ${failed}`}**: ${name(a)} against ${name(b)}, ${counted(rows, "row")} of ${counted(clusters, "cluster")}`;
}

const order: readonly GateDecision[] = ["fail", "inconclusive", "pass"];

function verdictLines({ verdicts }: VerdictSuite): readonly string[] {
  const sorted = verdicts.toSorted((left, right) => order.indexOf(left.decision) - order.indexOf(right.decision));
  return markdownTable(
    ["", "what", "decision", "what it saw"],
    sorted.map(({ name, decision, message }) => [signs[decision], name, decision, message]),
  );
}

function titleOf(suite: string): string {
  return suite === "slices"
    ? "Slices that the gate watches"
    : suite.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
