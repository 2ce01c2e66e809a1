import { spawnSync } from "node:child_process";

/** Whom a server runs as that refuses root: its own user where there is one, otherwise nobody; undefined for who is not root. */
export function serverUser(name: string): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (user: string, what: "-u" | "-g"): number | undefined => {
    const { status, stdout } = spawnSync("id", [what, user], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : undefined;
  };
  const user = idOf(name, "-u") === undefined ? "nobody" : name;
  return { uid: idOf(user, "-u") ?? 65534, gid: idOf(user, "-g") ?? 65534 };
}
