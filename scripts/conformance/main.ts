// Runs the test definitions of Great Expectations against our evaluation; ends with 1 when one of them differs.
import { readCases } from "./case.js";
import { runCase } from "./run-case.js";

const cases = readCases("test/fixtures/great-expectations").map((one) => ({ one, ...runCase(one) }));
const families = [...new Set(cases.map(({ one }) => one.family))];
const verdicts = ["equal", "reference", "skipped", "differing"] as const;
const row = (words: readonly (string | number)[]): string =>
  words.map((word, at) => (at === 0 ? String(word).padEnd(36) : String(word).padStart(10))).join("");

console.log(row(["test definitions", "total", ...verdicts]));
for (const family of [...families, "all"]) {
  const of = cases.filter(({ one }) => family === "all" || one.family === family);
  console.log(
    row([family, of.length, ...verdicts.map((verdict) => of.filter((found) => found.verdict === verdict).length)]),
  );
}
for (const verdict of ["reference", "skipped", "differing"] as const) {
  const reasons = new Map<string, number>();
  for (const found of cases) {
    if (found.verdict !== verdict) continue;
    const text = verdict === "differing" ? `${found.one.type} ${found.one.title}: ${found.reason}` : found.reason;
    reasons.set(text, (reasons.get(text) ?? 0) + 1);
  }
  if (reasons.size > 0)
    console.log(
      `\n${{ reference: "known defects and outdated cases of the reference", skipped: "skipped", differing: "differing" }[verdict]}`,
    );
  for (const [reason, count] of reasons) console.log(`  ${count} × ${reason}`);
}
process.exitCode = cases.some(({ verdict }) => verdict === "differing") ? 1 : 0;
