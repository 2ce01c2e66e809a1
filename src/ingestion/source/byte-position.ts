import { InvalidArgumentError } from "../../core/index.js";

/** Where to go on in a stream of bytes. */
export interface BytePosition {
  readonly offset: number;
  /** In the middle of a record that was too long. */
  readonly continued: boolean;
}

/** `<offset>`, with `+` behind it in the middle of a record. */
export function formatBytePosition({ offset, continued }: BytePosition): string {
  return `${offset}${continued ? "+" : ""}`;
}

/** @throws {InvalidArgumentError} the text is no position. */
export function parseBytePosition(place: string, text: string): BytePosition {
  const match = /^(0|[1-9][0-9]{0,14})(\+?)$/.exec(text);
  if (match === null) throw new InvalidArgumentError(place, "a position like `1048576`", text);
  return { offset: Number(match[1]), continued: match[2] === "+" };
}
