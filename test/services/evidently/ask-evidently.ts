import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { categoryTests, type Frame, numberTests } from "../../adapters/evidently/frames.js";
import type { FrameAnswer, ReportAnswer } from "../../adapters/evidently/golden.js";
import { factsOf } from "../facts-of.js";

const script = fileURLToPath(new URL("../../fixtures/evidently/reference.py", import.meta.url));

export interface Answers {
  readonly versions: { readonly [name: string]: string };
  readonly frames: readonly FrameAnswer[];
  readonly reports: readonly (ReportAnswer & { readonly again: boolean; readonly html: number })[];
}

/** Asks the real package, all at once, as starting it takes seconds. */
export function askEvidently(asked: {
  readonly frames: readonly Frame[];
  readonly reports: readonly string[];
}): Answers {
  const facts = factsOf("evidently");
  const [given, got] = [join(facts.text("folder"), "asked.json"), join(facts.text("folder"), "answer.json")];
  writeFileSync(given, JSON.stringify({ ...asked, tests: { number: numberTests, category: categoryTests } }));
  execFileSync(facts.text("python"), [script, given, got], {
    env: { ...process.env, DO_NOT_TRACK: "1" },
    stdio: "pipe",
    timeout: 800_000,
  });
  // Python writes what is no number so.
  return JSON.parse(readFileSync(got, "utf8").replace(/\bNaN\b/g, "null"));
}
