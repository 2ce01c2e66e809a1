import { checkOptions, option } from "../../core/house.js";
import type { GateDecision } from "../../model/house.js";
import { type Judged, kindOf } from "../verdicts/judged.js";
import type { Verdict, VerdictSuite } from "../verdicts/verdict.js";
import { verdictSuites } from "../verdicts/verdict-suites.js";
import { escapeXml } from "./escape-xml.js";

export interface JunitOptions {
  /** What stands above all suites. @default "golden-pipeline" */
  readonly name?: string;
  /**
   * What an open verdict becomes. JUnit knows no third answer: what is skipped does not stop a build by itself, so ask the gate's own exit
   * code (`gateExitCode`, or `golden-pipeline report --exit-code`) too. @default "skipped"
   */
  readonly inconclusive?: "skipped" | "failure";
  /** The least score of a right answer, from 0 to 1. @default 1 */
  readonly from?: number;
}

/**
 * JUnit XML, which every CI system reads: one test case for each rule of a gate, slice, comparison or golden answer. A slice that no rule is
 * about, and an answer that no layer decided, is open. In a comparison `a` is the candidate: what shows `b` better fails.
 *
 * @throws {InvalidArgumentError} it is neither an evaluation report, a comparison, a gate's evidence nor scored answers; or an option is impossible.
 */
export function junitXml(judged: Judged, options: JunitOptions = {}): string {
  checkOptions("junit", options, {
    name: option.text,
    inconclusive: option.oneOf("skipped", "failure"),
    from: option.number({ above: 0, maximum: 1 }),
  });
  const { name = "golden-pipeline", inconclusive = "skipped", from = 1 } = options;
  const suites = verdictSuites(kindOf("junit", judged), from);
  const outcome = (decision: GateDecision): Outcome =>
    decision === "pass" ? "passed" : decision === "fail" ? "failure" : inconclusive;
  const body = suites.map((suite) => suiteXml(suite, name, outcome)).join("");
  const all = suites.flatMap(({ verdicts }) => verdicts);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escapeXml(name)}" ${counts(all, outcome)}>\n${body}</testsuites>\n`;
}

type Outcome = "passed" | "failure" | "skipped";
type OutcomeOf = (decision: GateDecision) => Outcome;

function suiteXml({ name, verdicts }: VerdictSuite, above: string, outcome: OutcomeOf): string {
  const cases = verdicts.map((verdict) => caseXml(verdict, `${above}.${name}`, outcome(verdict.decision))).join("");
  return `  <testsuite name="${escapeXml(name)}" ${counts(verdicts, outcome)}>\n${cases}  </testsuite>\n`;
}

function caseXml({ name, kind, message }: Verdict, className: string, outcome: Outcome): string {
  const said = escapeXml(message);
  const inside =
    outcome === "failure"
      ? `<failure message="${said}" type="${escapeXml(kind)}">${said}</failure>`
      : outcome === "skipped"
        ? `<skipped message="${said}"/>`
        : `<system-out>${said}</system-out>`;
  return `    <testcase name="${escapeXml(name)}" classname="${escapeXml(className)}" time="0">${inside}</testcase>\n`;
}

function counts(verdicts: readonly Verdict[], outcome: OutcomeOf): string {
  const of = (wanted: Outcome): number => verdicts.filter(({ decision }) => outcome(decision) === wanted).length;
  return `tests="${verdicts.length}" failures="${of("failure")}" errors="0" skipped="${of("skipped")}" time="0"`;
}
