import { junitXml } from "golden-pipeline/report";
import { describe, expect, it } from "vitest";
import { hasXmlParser, parseXml, type XmlElement } from "./parse-xml.js";
import { answers, comparison, evaluation, hostile, tainted } from "./verdicts/examples.js";

const parsed = (xml: string): XmlElement => parseXml([xml])[0] as XmlElement;
/** `name: what stands inside`, of every test case. */
const casesOf = (suite: XmlElement | undefined): readonly (readonly [string | undefined, string | undefined])[] =>
  (suite?.children ?? []).map(({ attributes, children }) => [attributes.name, children[0]?.tag]);

describe.skipIf(!hasXmlParser)("JUnit XML (read by Python's parser; skipped where there is no python3)", () => {
  it("has a test case for each rule of a gate and each slice, once", () => {
    const root = parsed(junitXml(evaluation, { name: "late flights" }));
    expect(root.tag).toBe("testsuites");
    expect(root.attributes).toMatchObject({ name: "late flights", tests: "4", errors: "0" });
    const [gate, slices] = root.children;
    expect(gate?.children).toHaveLength(1);
    const guarded = casesOf(slices).map(([name]) => name);
    expect(guarded).toEqual([
      "slice-guard log loss in few",
      "slice-guard log loss in even",
      "slice-guard log loss in even in June",
    ]);
    const decisions = evaluation.gate.rules
      .filter(({ kind }) => kind === "slice-guard")
      .map(({ decision }) => decision);
    expect(casesOf(slices).map(([, tag]) => tag)).toEqual(
      decisions.map((decision) => ({ pass: "system-out", fail: "failure", inconclusive: "skipped" })[decision]),
    );
    expect(decisions).toContain("fail");
    expect(root.attributes.failures).toBe(
      String(evaluation.gate.rules.filter(({ decision }) => decision === "fail").length),
    );
  });

  it("leaves a slice open that no rule is about", () => {
    const unguarded = { ...evaluation, gate: { ...evaluation.gate, rules: [] } };
    const [gate, slices] = parsed(junitXml(unguarded)).children;
    expect(casesOf(gate)).toHaveLength(1);
    expect(casesOf(slices).map(([, tag]) => tag)).toEqual(["skipped", "skipped", "skipped"]);
    expect(slices?.children[0]?.children[0]?.attributes.message).toContain("too few rows to tell");
    expect(slices?.children[1]?.children[0]?.attributes.message).toContain("no rule of the gate is about it");
  });

  it("counts what is open as skipped, or as failed where that is asked for", () => {
    const open = {
      decision: "inconclusive" as const,
      rules: [
        {
          rule: "log loss",
          kind: "at-most" as const,
          decision: "inconclusive" as const,
          message: "too few",
          numbers: {},
        },
      ],
      minimumDetectableEffect: undefined,
    };
    expect(parsed(junitXml(open)).attributes).toMatchObject({ tests: "1", failures: "0", skipped: "1" });
    const strict = parsed(junitXml(open, { inconclusive: "failure" }));
    expect(strict.attributes).toMatchObject({ tests: "1", failures: "1", skipped: "0" });
    expect(strict.children[0]?.children[0]?.children[0]).toMatchObject({ tag: "failure", text: "too few" });
  });

  it("has a test case for each golden answer: right, wrong from a score on, or decided by no layer", () => {
    const [suite] = parsed(junitXml(answers)).children;
    expect(casesOf(suite)).toEqual([
      ["a", "system-out"],
      ["b", "failure"],
      ["c", "skipped"],
    ]);
    const half = {
      ...answers,
      verdicts: answers.verdicts.map((verdict) => ({ ...verdict, score: 0.5, decides: true })),
    };
    expect(parsed(junitXml(half)).attributes.failures).toBe("3");
    expect(parsed(junitXml(half, { from: 0.5 })).attributes.failures).toBe("0");
  });

  it("fails what a comparison shows worse", () => {
    const turned = {
      ...comparison,
      results: comparison.results.map((one) => ({ ...one, decision: "b-better" as const })),
    };
    expect(parsed(junitXml(turned)).attributes.failures).toBe(String(comparison.results.length));
    const root = parsed(junitXml(comparison));
    expect(root.children[0]?.attributes.name).toBe("new against old");
    expect(root.attributes.tests).toBe(String(comparison.results.length));
  });

  it("is well formed whatever text it is about, and keeps what XML can hold", () => {
    const documents = parseXml(hostile.map((text) => junitXml(tainted(text), { name: text })));
    for (const [index, { attributes, children }] of documents.entries()) {
      const kept = (hostile[index] as string).replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "\ufffd");
      expect(attributes.name).toBe(kept);
      expect(children[0]?.children[0]?.attributes.name).toBe(kept);
      expect(children[0]?.children[0]?.children[0]?.text).toBe(kept);
    }
  });
});

describe("JUnit XML", () => {
  it("refuses what was not judged, in a sentence", () => {
    expect(() => junitXml({} as never)).toThrow("what `scoreAnswers` gave");
    expect(() => junitXml(null as never)).toThrow("an evaluation report");
  });
});
