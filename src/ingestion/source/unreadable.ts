import { SourceError } from "../../core/index.js";

/** What to throw when the file system does not give a file; an abort stays what it is. */
export function unreadable(place: string, path: string | URL): (cause: unknown) => never {
  return (cause) => {
    const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
    if (!/^E[A-Z0-9]+$/.test(code)) throw cause;
    const got = code === "ENOENT" ? "no file there (ENOENT)" : `${code} from the file system`;
    throw new SourceError({
      place,
      message: `Expected ${JSON.stringify(String(path))} to be a file that can be read, got ${got}`,
      cause,
    });
  };
}
