/** Set up by scripts/mutate.ts: which files are mutated and which tests are to notice. */
export default {
  plugins: ["@stryker-mutator/vitest-runner"],
  testRunner: "vitest",
  vitest: { configFile: "scripts/mutation/vitest.config.ts", related: false },
  buildCommand: "tsc -p scripts/mutation/tsconfig.json",
  coverageAnalysis: "perTest",
  mutate: JSON.parse(process.env.MUTATED_FILES ?? "[]"),
  // The words of a message are asserted where they matter; a test of every comma would only repeat the source.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignoreStatic: true,
  concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
  timeoutMS: 20_000,
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: `reports/mutation/${process.env.MUTATED_ROOM}.json` },
  tempDirName: ".stryker-tmp",
  cleanTempDir: "always",
  ignorePatterns: ["dist", "docs", "bench", ".golden-pipeline", "reports", "coverage"],
};
