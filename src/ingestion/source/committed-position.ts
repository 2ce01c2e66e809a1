import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Remembers how far a source has been consumed. */
export interface CommittedPosition {
  load(): Promise<string | undefined>;
  save(position: string): Promise<void>;
}

/** Remembers for as long as the process lives. */
export function memoryPosition(): CommittedPosition {
  let committed: string | undefined;
  return {
    load: async () => committed,
    save: async (position) => {
      committed = position;
    },
  };
}

/** Remembers in a file that is replaced atomically and synced before `save` resolves. */
export function filePosition(path: string): CommittedPosition {
  return {
    async load() {
      try {
        return await readFile(path, "utf8");
      } catch (error) {
        if (isMissingFile(error)) return undefined;
        throw error;
      }
    },
    async save(position) {
      const temporary = `${path}.${randomUUID()}.tmp`;
      try {
        const file = await open(temporary, "wx");
        try {
          await file.writeFile(position);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, path);
      } finally {
        await rm(temporary, { force: true });
      }
      const directory = await open(dirname(path), "r");
      try {
        await directory.sync();
      } finally {
        await directory.close();
      }
    },
  };
}

function isMissingFile(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
}
