import { readFileSync } from "node:fs";
import { run } from "./run.js";

/** The places whose tests must notice a change: what is mutated, and the tests of that room alone. */
const places: Record<string, { readonly files: readonly string[]; readonly tests: readonly string[] }> = {
  store: { files: ["src/store/**/*.ts"], tests: ["test/store/**/*.test.ts", "test/testing/*store-checks.test.ts"] },
  positions: { files: ["src/ingestion/{source,landed,json-lines,csv}/*.ts"], tests: ["test/ingestion/**/*.test.ts"] },
  training: { files: ["src/training/**/*.ts"], tests: ["test/training/**/*.test.ts"] },
  gates: { files: ["src/evaluation/gates/*.ts"], tests: ["test/evaluation/gates/*.test.ts"] },
  deployment: { files: ["src/deployment/**/*.ts"], tests: ["test/deployment/**/*.test.ts"] },
  registry: { files: ["src/registry/**/*.ts"], tests: ["test/registry/**/*.test.ts"] },
  feedback: { files: ["src/feedback/**/*.ts"], tests: ["test/feedback/**/*.test.ts"] },
  monitoring: { files: ["src/monitoring/**/*.ts"], tests: ["test/monitoring/**/*.test.ts"] },
  leaks: {
    files: ["src/testing/{leak-checks,disturb-unknown}.ts"],
    tests: ["test/testing/leak-checks.test.ts"],
  },
};

interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

const [room = "", ...files] = process.argv.slice(2);
const place = places[room];
if (!place) {
  console.error(`npm run mutate -- <${Object.keys(places).join("|")}> [files …]`);
  process.exit(2);
}
run("stryker", ["run", "scripts/mutation/stryker.config.mjs"], {
  environment: {
    MUTATED_ROOM: room,
    MUTATED_FILES: JSON.stringify([...(files.length > 0 ? files : place.files), "!src/**/{index,house}.ts"]),
    MUTATION_TESTS: JSON.stringify(place.tests),
  },
});

const report: { readonly files: Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }> } =
  JSON.parse(readFileSync(`reports/mutation/${room}.json`, "utf8"));
const counts: Record<string, number> = {};
for (const [file, { source, mutants }] of Object.entries(report.files))
  for (const { status, location, replacement, mutatorName } of mutants) {
    counts[status] = (counts[status] ?? 0) + 1;
    if (status !== "Survived" && status !== "NoCoverage") continue;
    const { line, column } = location.start;
    console.log(
      `${file}:${line}:${column} ${status} ${mutatorName}\n  - ${source.split("\n")[line - 1]?.trim()}\n  + ${replacement}`,
    );
  }
const noticed = (counts.Killed ?? 0) + (counts.Timeout ?? 0);
const judged = noticed + (counts.Survived ?? 0) + (counts.NoCoverage ?? 0);
console.log(`${room}: ${noticed} of ${judged} mutants noticed (${((100 * noticed) / judged).toFixed(1)} %)`, counts);
