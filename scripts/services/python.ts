import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NotInstalledError } from "./not-installed-error.js";
import { runCommand } from "./run-command.js";
import type { InstallPlace } from "./system.js";

/** Where `installPython` puts a program. */
export function pythonProgram(cache: string, environment: string, program: string): string {
  return join(cache, "python", environment, "bin", program);
}

/**
 * Installs packages from PyPI into an environment of their own, unless it is there.
 * @param environment Its name; another one for other packages, e.g. `dvc-3.67.1`.
 * @throws {NotInstalledError} there is no Python, or the registry does not give them.
 */
export async function installPython(
  { cache, signal }: InstallPlace,
  environment: string,
  packages: readonly string[],
): Promise<void> {
  const folder = join(cache, "python", environment);
  const done = join(folder, "installed");
  if (existsSync(done)) return;
  rmSync(folder, { recursive: true, force: true });
  const made = await runCommand("python3", ["-m", "venv", folder], { signal }).catch((error: Error) => ({
    code: error.message,
    output: "",
  }));
  if (made.code !== 0) throw new NotInstalledError(`python3 -m venv ended with ${made.code}: ${made.output.trim()}`);
  const pip = pythonProgram(cache, environment, "pip");
  const words = ["install", "--quiet", "--disable-pip-version-check", ...packages];
  const { code, output } = await runCommand(pip, words, { signal });
  if (code !== 0) throw new NotInstalledError(`pip install ended with ${code}: ${output.trim().slice(-300)}`);
  writeFileSync(done, `${packages.join("\n")}\n`); // What was cut off before is installed anew.
}
