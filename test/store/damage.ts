import { type FsckFinding, fsck } from "../../src/store/index.js";

/** What is damaged after processes were killed: a temporary file that one of them left is none. */
export async function damage(store: Parameters<typeof fsck>[0]): Promise<readonly FsckFinding[]> {
  return (await fsck(store)).findings.filter(({ kind }) => kind !== "orphan-temp");
}
