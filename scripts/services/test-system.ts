import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./run-command.js";
import type { Facts, System } from "./system.js";

/** What came of a system's tests. */
export interface TestOutcome {
  readonly passed: number;
  readonly failed: number;
  /** What the test runner printed. */
  readonly output: string;
}

/** Runs the tests of `test/services/<system>` in a process of their own; they read the facts with `factsOf`. */
export async function testSystem(
  { name }: System,
  facts: Facts,
  { folder, cache, signal }: { readonly folder: string; readonly cache: string; readonly signal: AbortSignal },
): Promise<TestOutcome> {
  const report = join(folder, "tests.json");
  const words = ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.services.config.ts"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const environment = {
    GOLDEN_PIPELINE_SERVICES: cache,
    GOLDEN_PIPELINE_FACTS: JSON.stringify({ ...facts, system: name, folder }),
    NO_COLOR: "1",
  };
  const { code, output } = await runCommand(process.execPath, [...words, ...reporters, `test/services/${name}/`], {
    signal,
    environment,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, output };
  const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(report, "utf8")) as {
    readonly numPassedTests: number;
    readonly numTotalTests: number;
  };
  // A file that cannot be loaded, or an error outside a test, fails without a failed test.
  const failed = Math.max(numTotalTests - numPassedTests, code === 0 && numPassedTests > 0 ? 0 : 1);
  return { passed: numPassedTests, failed, output };
}
