import { InvalidArgumentError } from "./errors/index.js";
import type { Digest } from "./store.js";

/**
 * One syntax for everything a store holds:
 * `sha256:<64 hex>` a blob, `<log>@<sequence>` an event, `<log>@<sequence>#<row>` a row (from 0) of the segment that event tells of.
 */
export type Reference =
  | { readonly kind: "blob"; readonly digest: Digest }
  | { readonly kind: "event"; readonly log: string; readonly sequence: number }
  | { readonly kind: "row"; readonly log: string; readonly sequence: number; readonly row: number };

const blobPattern = /^sha256:[0-9a-f]{64}$/;
const eventPattern = /^([a-z0-9]+(?:[-./][a-z0-9]+)*)@([1-9][0-9]*)(?:#(0|[1-9][0-9]*))?$/;
const logPattern = /^[a-z0-9]+(?:[-./][a-z0-9]+)*$/;

/** True for a well-formed blob digest. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === "string" && blobPattern.test(text);
}

/** True for a well-formed log name. Dots may not stand together or at an end, so a name can never leave its directory. */
export function isLogName(text: string): boolean {
  return text.length <= 200 && logPattern.test(text);
}

export function formatReference(reference: Reference): string {
  if (reference.kind === "blob") return reference.digest;
  const event = `${reference.log}@${reference.sequence}`;
  return reference.kind === "event" ? event : `${event}#${reference.row}`;
}

/** @throws {InvalidArgumentError} the text is not a reference. */
export function parseReference(text: string): Reference {
  if (isDigest(text)) return { kind: "blob", digest: text };
  const match = eventPattern.exec(text);
  const [, log, sequence, row] = match ?? [];
  if (log === undefined || sequence === undefined)
    throw new InvalidArgumentError(
      "reference",
      "`sha256:<64 hex>`, `<log>@<sequence>` or `<log>@<sequence>#<row>`",
      text,
    );
  if (row === undefined) return { kind: "event", log, sequence: Number(sequence) };
  return { kind: "row", log, sequence: Number(sequence), row: Number(row) };
}
