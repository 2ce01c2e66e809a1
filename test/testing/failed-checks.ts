import type { Check } from "../../src/testing/check.js";

/** Names of the checks that something fails. */
export async function failedChecks(checks: Iterable<Check>): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of checks) await run().catch(() => failed.push(name));
  return failed;
}
