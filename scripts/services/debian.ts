import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { NotInstalledError } from "./not-installed-error.js";
import { mustRun, runCommand } from "./run-command.js";
import type { InstallPlace } from "./system.js";

/** A program of a Debian package, wherever it stands: on the machine or unpacked in the cache. */
export interface DebianProgram {
  readonly path: string;
  /** Where its libraries are. */
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Brings a program of a Debian package. One that the machine has is used as it is; otherwise the package, and what it needs and the machine has
 * not, is unpacked in the cache: nothing is installed, so no service starts by itself, and root is needed for missing package lists only.
 * @throws {NotInstalledError} there is no apt-get, or it cannot bring the package.
 */
export async function installDebian(place: InstallPlace, packageName: string, program: string): Promise<void> {
  if (findDebian(place.cache, packageName, program) !== undefined) return;
  const { signal } = place;
  const apt = async (...words: readonly string[]): Promise<string> => {
    const { code, output } = await runCommand("apt-get", words, { signal, directory: place.cache });
    if (code !== 0) throw new NotInstalledError(`apt-get ${words[0]}: ${lastLine(output)}`);
    return output;
  };
  mkdirSync(join(place.cache, "debian"), { recursive: true });
  if (!existsSync("/usr/bin/apt-get")) throw new NotInstalledError(`\`${program}\` is missing, and so is apt-get`);
  const simulate = (): Promise<string> => apt("-qq", "--simulate", "--no-install-recommends", "install", packageName);
  const plan = await simulate().catch(async (error) => {
    if (process.getuid?.() !== 0) throw error;
    await apt("update", "-qq");
    return simulate();
  });
  const names = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = ""]) => name);
  const folder = mkdtempSync(join(place.cache, "debian", `.${packageName}-`));
  try {
    const download = ["-qq", "download", ...names];
    const { code, output } = await runCommand("apt-get", download, { signal, directory: folder });
    if (code !== 0) throw new NotInstalledError(`apt-get download: ${lastLine(output)}`);
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
      await mustRun("dpkg", ["-x", file, "."], { signal, directory: folder });
      rmSync(join(folder, file));
    }
    chmodSync(folder, 0o755); // For servers that run as another user.
    rmSync(join(place.cache, "debian", packageName), { recursive: true, force: true });
    renameSync(folder, join(place.cache, "debian", packageName));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (findDebian(place.cache, packageName, program) === undefined)
    throw new NotInstalledError(`the package ${packageName} came without \`${program}\``);
}

/** A program that `installDebian` has brought. */
export function debianProgram(cache: string, packageName: string, program: string): DebianProgram {
  const found = findDebian(cache, packageName, program);
  if (found === undefined) throw new Error(`${program} is neither on the machine nor in ${cache}`);
  return found;
}

function findDebian(cache: string, packageName: string, program: string): DebianProgram | undefined {
  const own = (process.env.PATH ?? "").split(delimiter);
  for (const folder of [...own, "/usr/sbin", ...versionedFolders("/usr/lib/postgresql")])
    if (isProgram(join(folder, program))) return { path: join(folder, program), environment: {} };
  const root = join(cache, "debian", packageName);
  const libraries = join(root, "usr/lib");
  const folders = existsSync(libraries) ? readdirSync(libraries).filter((name) => name.endsWith("-linux-gnu")) : [];
  const environment = { LD_LIBRARY_PATH: folders.map((name) => join(libraries, name)).join(":") };
  for (const folder of [
    join(root, "usr/bin"),
    join(root, "usr/sbin"),
    ...versionedFolders(join(root, "usr/lib/postgresql")),
  ])
    if (isProgram(join(folder, program))) return { path: join(folder, program), environment };
  return undefined;
}

/** Debian keeps the servers of several versions of Postgres beside each other, out of the path. */
function versionedFolders(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, "bin")) : [];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "no reason was given";
}
