import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NotInstalledError } from "./not-installed-error.js";
import { runCommand } from "./run-command.js";
import type { InstallPlace } from "./system.js";

/**
 * Brings Python packages into an environment of their own, whole or not at all.
 * @param name Of the environment; with the version in it, so that another version is another environment.
 * @param alone Packages that are installed without what they ask for, after the others.
 * @throws {NotInstalledError} there is no Python, or its registry cannot bring them.
 */
export async function installPython(
  { cache, signal }: InstallPlace,
  name: string,
  packages: readonly string[],
  alone: readonly string[] = [],
): Promise<void> {
  const folder = join(cache, name);
  const complete = join(folder, "complete");
  if (existsSync(complete)) return;
  rmSync(folder, { recursive: true, force: true });
  const run = async (command: string, words: readonly string[]): Promise<void> => {
    const { code, output } = await runCommand(command, words, { signal }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") throw new NotInstalledError(`\`${command}\` is missing`);
      throw error;
    });
    if (code !== 0) throw new NotInstalledError(`${command}: ${output.trim().split("\n").at(-1)}`);
  };
  await run("python3", ["-m", "venv", folder]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  await run(join(folder, "bin", "python"), [...pip, ...packages]);
  if (alone.length > 0) await run(join(folder, "bin", "python"), [...pip, "--no-deps", ...alone]);
  writeFileSync(complete, [...packages, ...alone].join("\n"));
}

/** A program of an environment that `installPython` has made. */
export function pythonProgram(cache: string, name: string, program: string): string {
  return join(cache, name, "bin", program);
}
