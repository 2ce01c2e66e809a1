import { digestOf, parseJson } from "../../core/house.js";
import { canonicalJson, DamagedError } from "../../core/index.js";
import { listIn, valueIn } from "./connection.js";

const format = "mlflow-files@1";

/** Files as one sequence of bytes, the same for the same files: a line that names each with its length and digest, then their contents. */
export function packFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([left], [right]) => (left < right ? -1 : 1));
  const listed = sorted.map(([path, content]) => ({ path, bytes: content.length, digest: digestOf(content) }));
  const head = new TextEncoder().encode(`${canonicalJson({ format, files: listed })}\n`);
  return new Uint8Array(Buffer.concat([head, ...sorted.map(([, content]) => content)]));
}

/** @throws {DamagedError} the bytes are none of `packFiles`, or a file is not what its digest says. */
export function unpackFiles(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const damaged = (got: string): DamagedError =>
    new DamagedError(digestOf(bytes), {
      place: "mlflow",
      message: `Expected the files of a model, as \`bytes()\` of an MLflow model gives them, got ${got}`,
    });
  const end = bytes.indexOf(10);
  const head = end < 0 ? undefined : parseJson(new TextDecoder().decode(bytes.subarray(0, end)));
  if (valueIn(head, "format") !== format) throw damaged("other bytes");
  const files = new Map<string, Uint8Array>();
  let at = end + 1;
  for (const file of listIn(head, "files")) {
    const [path, length] = [String(valueIn(file, "path")), Number(valueIn(file, "bytes"))];
    const content = bytes.slice(at, at + length);
    at += length;
    if (digestOf(content) !== valueIn(file, "digest")) throw damaged(`another ${path}`);
    files.set(path, content);
  }
  if (at !== bytes.length) throw damaged("more than them");
  return files;
}
