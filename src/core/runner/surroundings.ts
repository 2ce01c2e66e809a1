import { dirname, join } from "node:path";
import { digestOf } from "../digest.js";
import type { GitRecord, Surroundings } from "./run-record.js";

const lockfiles = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/** What a run's outputs depend on besides its stages: the code's commit, the dependencies' lockfile, the runtime. What cannot be read is left out. */
export async function readSurroundings(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): Promise<Surroundings> {
  const [git, lockfile] = await Promise.all([readGit(environment, directory), readLockfile(directory)]);
  const { node, v8 } = process.versions;
  const runtime = { node, v8, platform: process.platform, arch: process.arch };
  return { ...(git && { git }), ...(lockfile && { lockfile }), runtime };
}

async function readGit(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): Promise<GitRecord | undefined> {
  if (environment.GIT_COMMIT) return { from: "environment", commit: environment.GIT_COMMIT };
  const commit = await runGit(directory, "rev-parse", "HEAD");
  const changes = commit && (await runGit(directory, "status", "--porcelain"));
  return commit === undefined || changes === undefined ? undefined : { from: "git", commit, dirty: changes !== "" };
}

/** Undefined where git or a repository is absent. */
async function runGit(directory: string, ...command: readonly string[]): Promise<string | undefined> {
  const { execFile } = await import("node:child_process"); // Loaded late: services that only call stages start sooner.
  return new Promise((resolve) => {
    execFile("git", command, { cwd: directory, maxBuffer: 64 * 1024 * 1024 }, (error, output) =>
      resolve(error === null ? output.trim() : undefined),
    );
  });
}

/** The nearest lockfile, in the directory or above it. */
async function readLockfile(directory: string): Promise<Surroundings["lockfile"]> {
  const { readFile } = await import("node:fs/promises"); // Loaded late, as above.
  for (const name of lockfiles) {
    try {
      return { name, digest: digestOf(await readFile(join(directory, name))) };
    } catch {}
  }
  const parent = dirname(directory);
  return parent === directory ? undefined : readLockfile(parent);
}
