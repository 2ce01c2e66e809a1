import { type RunOptions, runSystem, type SystemOutcome } from "./run-system.js";
import type { System } from "./system.js";

export interface ServicesOptions extends RunOptions {
  readonly systems: readonly System[];
  /** Names of systems, and `--all`; none: the core systems. */
  readonly words: readonly string[];
  readonly print: (line: string) => void;
}

/**
 * Runs the chosen systems one after the other and prints a line for each; the last line counts them.
 * @returns The exit code: 1 when one failed.
 */
export async function runServices(options: ServicesOptions): Promise<number> {
  const { print } = options;
  const chosen = choose(options);
  const width = Math.max(0, ...chosen.map(({ name }) => name.length));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const system of chosen) {
    const { result, summary, details }: SystemOutcome = await runSystem(system, options);
    counts[result]++;
    if (details !== undefined && details !== "") print(details);
    print(`${system.name.padEnd(width)}  ${result}: ${summary}`);
  }
  print(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed === 0 ? 0 : 1;
}

function choose({ systems, words }: ServicesOptions): readonly System[] {
  const names = words.filter((word) => word !== "--all");
  const unknown = names.filter((name) => !systems.some((system) => system.name === name));
  if (unknown.length > 0)
    throw new Error(`Expected names of ${systems.map(({ name }) => name).join(", ")}, got ${unknown.join(", ")}`);
  if (names.length > 0) return systems.filter(({ name }) => names.includes(name));
  return words.includes("--all") ? systems : systems.filter(({ weight }) => weight === "core");
}
