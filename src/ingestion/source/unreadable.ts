import { SourceError } from "../../core/index.js";

/** What the file system's codes mean, and what to do. */
const meanings: { readonly [code: string]: string } = {
  ENOENT: "no file there (ENOENT). Check the path; a relative one begins at the working directory",
  ENOTDIR: "a file where the path has a folder (ENOTDIR). Check the path",
  EISDIR: "a folder (EISDIR). Give the path of one file in it",
  EACCES: "no permission to read it (EACCES). Give this process's user the right to read it",
  EPERM: "no permission to read it (EPERM). Give this process's user the right to read it",
  EMFILE: "too many files open in this process (EMFILE). Close some, or read fewer sources at once",
  ELOOP: "links that lead back to each other (ELOOP). Give the path of the file itself",
  ENAMETOOLONG: "a path that is too long for the file system (ENAMETOOLONG). Check that it is a path",
};

/** What to throw when the file system does not give a file; an abort stays what it is. @param path @default the one that the error names */
export function unreadable(place: string, path?: string | URL): (cause: unknown) => never {
  return (cause) => {
    const code = systemCode(cause);
    if (code === undefined) throw cause;
    const named = path ?? (cause instanceof Error && "path" in cause ? String(cause.path) : undefined);
    const what = named === undefined ? "the stream" : JSON.stringify(String(named));
    const got = meanings[code] ?? `${code} from the file system. Check the disk it lies on`;
    throw new SourceError({ place, message: `Expected ${what} to be a file that can be read, got ${got}`, cause });
  };
}

/** The code of an error of the operating system; undefined for other errors, those of this library and of Node among them. */
export function systemCode(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
