import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NotInstalledError } from "./not-installed-error.js";
import type { System } from "./system.js";
import type { testSystem } from "./test-system.js";

export interface SystemOutcome {
  readonly result: "passed" | "failed" | "skipped";
  /** One line: how many tests in how many seconds, or why not. */
  readonly summary: string;
  /** What was printed by the tests that failed. */
  readonly details?: string;
}

export interface RunOptions {
  readonly cache: string;
  /** Ends the run: what is running is stopped, and the promise rejects with its reason. */
  readonly signal: AbortSignal;
  readonly test: typeof testSystem;
}

/** Installs a system, starts it on fresh data, runs its tests and stops it. A try that fails is made once more, and both outcomes are told. */
export async function runSystem(system: System, options: RunOptions): Promise<SystemOutcome> {
  const refused = await install(system, options);
  if (refused !== undefined) return refused;
  const first = await attempt(system, options);
  if (first.result === "passed") return first;
  const second = await attempt(system, options);
  const summary = `first try ${first.result}: ${first.summary}; second try ${second.result}: ${second.summary}`;
  return { ...second, summary, details: [first.details, second.details].filter(Boolean).join("\n") };
}

/** Resolves to an outcome when it cannot be installed here. */
async function install(system: System, { cache, signal }: RunOptions): Promise<SystemOutcome | undefined> {
  const late = AbortSignal.timeout(system.installSeconds * 1000);
  try {
    mkdirSync(cache, { recursive: true });
    await system.install({ cache, signal: AbortSignal.any([signal, late]) });
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (late.aborted) return { result: "skipped", summary: `was not installed within ${system.installSeconds} s` };
    if (error instanceof NotInstalledError) return { result: "skipped", summary: error.message };
    return { result: "failed", summary: `could not be installed: ${error instanceof Error ? error.message : error}` };
  }
}

async function attempt(system: System, { cache, signal, test }: RunOptions): Promise<SystemOutcome> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), `golden-pipeline-${system.name}-`));
  chmodSync(folder, 0o755); // For servers that run as another user.
  const late = AbortSignal.timeout(system.seconds * 1000);
  const inner = AbortSignal.any([signal, late]);
  try {
    const running = await system.start({ cache, folder, signal: inner });
    try {
      const { passed, failed, output } = await test(system, running.facts, { folder, cache, signal: inner });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      if (failed === 0) return { result: "passed", summary: `${passed} tests in ${seconds} s` };
      return { result: "failed", summary: `${failed} of ${passed + failed} tests failed`, details: output };
    } finally {
      await running.stop();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (late.aborted) return { result: "failed", summary: `was not done after ${system.seconds} s` };
    return { result: "failed", summary: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
