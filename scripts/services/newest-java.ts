import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Some systems need a newer one than others do: the newest that stands beside the one on the path. */
export function newestJava(): string {
  const found = (process.env.PATH ?? "").split(":").map((folder) => join(folder, "java"));
  const usual = found.find((file) => existsSync(file));
  if (usual === undefined) return "java";
  const [bin, own] = [dirname(realpathSync(usual)), dirname(dirname(realpathSync(usual)))];
  const versionOf = (name: string): number => Number(/\d+/.exec(name)?.[0] ?? 0);
  const newest = readdirSync(dirname(own))
    .filter((name) => existsSync(join(dirname(own), name, "bin", "java")))
    .sort((left, right) => versionOf(right) - versionOf(left))[0];
  return join(dirname(own), newest ?? basename(own), basename(bin), "java");
}
