import { InvalidArgumentError, SourceError } from "../../core/index.js";

/** A file of a tracked folder. */
export interface ListedFile {
  /** Its path within the folder, with `/` between names. */
  readonly name: string;
  readonly md5: string;
}

/** The listing of a folder, byte for byte as Python's `json.dumps(…, sort_keys=True)` writes it: that is what DVC hashes. */
export function encodeListing(files: readonly ListedFile[]): Uint8Array {
  const sorted = files
    .map(({ name, md5 }) => ({ bytes: Buffer.from(name), text: `{"md5": "${md5}", "relpath": ${asciiJson(name)}}` }))
    .sort((left, right) => Buffer.compare(left.bytes, right.bytes)); // UTF-8 sorts by code points, as Python does.
  return new TextEncoder().encode(`[${sorted.map(({ text }) => text).join(", ")}]`);
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param place Names the listing in the error. @throws {SourceError} it is no listing, or names files outside of its folder. */
export function decodeListing(place: string, bytes: Uint8Array): readonly ListedFile[] {
  const refuse = (what: string, cause?: unknown): SourceError =>
    new SourceError({ place: "dvc", message: `Expected ${place} to list the files of a folder, got ${what}`, cause });
  let listed: unknown;
  try {
    listed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw refuse("no JSON", cause);
  }
  if (!Array.isArray(listed)) throw refuse("something else");
  return listed.map((entry: unknown) => {
    const { md5, relpath } = (entry ?? {}) as { readonly md5?: unknown; readonly relpath?: unknown };
    if (typeof relpath !== "string" || typeof md5 !== "string" || !/^[0-9a-f]{32}$/.test(md5))
      throw refuse("an entry without `md5` and `relpath`");
    const problem = problemOfName(relpath);
    if (problem !== undefined) throw refuse(`the name ${JSON.stringify(relpath)}, which ${problem}`);
    return { name: relpath, md5 };
  });
}

/** Names that DVC passes over in a folder, whoever put them there. */
const passedOver = [".git", ".hg", ".dvc", ".dvcignore"];

/** What forbids a name of a file in a tracked folder; undefined when nothing does. */
function problemOfName(name: string): string | undefined {
  const parts = name.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) return "is no path within the folder";
  if (/[\0\\]/.test(name) || /\p{Surrogate}/u.test(name)) return "no file can have everywhere";
  return undefined;
}

/** @throws {InvalidArgumentError} a name cannot be one, stands twice, or is a file and a folder at once. */
export function checkNames(names: readonly string[]): void {
  const known = new Set(names);
  for (const [index, name] of names.entries()) {
    const problem = problemOfName(name) ?? (name.split("/").some(isPassedOver) ? "DVC passes over" : undefined);
    if (problem !== undefined)
      throw new InvalidArgumentError("dvc", "names of files within the folder", name, `one that ${problem}: ${name}`);
    if (known.size < names.length && names.indexOf(name) !== index)
      throw new InvalidArgumentError("dvc", "each name once", name, `${name} twice`);
    const parts = name.split("/");
    const above = parts.slice(0, -1).map((_, depth) => parts.slice(0, depth + 1).join("/"));
    const file = above.find((folder) => known.has(folder));
    if (file !== undefined)
      throw new InvalidArgumentError("dvc", "names of files", name, `${file} as a file and as the folder of ${name}`);
  }
}

function isPassedOver(part: string): boolean {
  return passedOver.includes(part);
}
