import { describe, expect, it } from "vitest";
import { type Case, readCases } from "../../../scripts/conformance/case.js";
import { knownDefects } from "../../../scripts/conformance/known-defects.js";
import { runCase } from "../../../scripts/conformance/run-case.js";

// Great Expectations' own test definitions; test/fixtures/great-expectations/README.md names their source.
const cases = readCases("test/fixtures/great-expectations");
const byType = new Map<string, Case[]>();
for (const one of cases) byType.set(one.type, [...(byType.get(one.type) ?? []), one]);

const verdicts = new Map(cases.map((one) => [one, runCase(one)]));

describe("what Great Expectations' test definitions say", () => {
  it.each([...byType.keys()])("of %s comes out", (type) => {
    const differing = (byType.get(type) ?? [])
      .filter((one) => verdicts.get(one)?.verdict === "differing")
      .map((one) => [one.title, verdicts.get(one)]);
    expect(differing).toEqual([]);
  });

  it("is run for all but those of other back ends", () => {
    const count = (wanted: string): number => [...verdicts.values()].filter(({ verdict }) => verdict === wanted).length;
    expect(cases).toHaveLength(353);
    expect(count("reference")).toBe(knownDefects.length);
    expect(count("skipped")).toBe(38);
  });
});
