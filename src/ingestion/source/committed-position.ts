import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { SourceError } from "../../core/index.js";
import { systemCode, unreadable } from "./unreadable.js";

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

/**
 * Remembers in a file that is replaced atomically and synced before `save` resolves.
 * @throws {SourceError} the file system does not give or take the file.
 */
export function filePosition(path: string): CommittedPosition {
  return {
    async load() {
      try {
        return await readFile(path, "utf8");
      } catch (error) {
        if (systemCode(error) === "ENOENT") return undefined;
        return unreadable("source", path)(error);
      }
    },
    save: (position) => replace(path, position).catch(unwritable(path)),
  };
}

async function replace(path: string, position: string): Promise<void> {
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
}

function unwritable(path: string): (cause: unknown) => never {
  return (cause) => {
    const code = systemCode(cause);
    if (code === undefined) throw cause;
    throw new SourceError({
      place: "source",
      message: `Expected \`positionFile\` ${JSON.stringify(path)} to be a file that can be replaced, got ${code} from the file system. Its folder must be there and writable`,
      cause,
    });
  };
}
