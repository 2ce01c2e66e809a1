import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new directory, and how to remove it. */
export async function temporaryDirectory(): Promise<{ readonly directory: string; close(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-checks-"));
  return { directory, close: () => rm(directory, { recursive: true, force: true }) };
}
