import { InvalidArgumentError, SourceError } from "../../core/index.js";

/** How bytes spell text, as far as whoever looks for line breaks in them must know. */
export interface Encoding {
  /** The Encoding Standard's name, e.g. `windows-1252`. */
  readonly name: string;
  /** Bytes of one unit: 2 for UTF-16. */
  readonly unit: 1 | 2;
  readonly bigEndian: boolean;
}

export const utf8: Encoding = { name: "utf-8", unit: 1, bigEndian: false };

const marks: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];
/** In these every byte below 128 is the ASCII character, wherever it stands. */
const singleByte = /^(?:utf-8|ibm866|iso-8859-\d+(?:-i)?|koi8-[ru]|macintosh|windows-\d+|x-mac-cyrillic)$/;

export function encodingOf(name: string): Encoding {
  const wide = name.startsWith("utf-16");
  return { name, unit: wide ? 2 : 1, bigEndian: name === "utf-16be" };
}

/** The Encoding Standard's name of a label, e.g. `windows-1252` of `latin1`. @throws {InvalidArgumentError} there is none, or its characters cannot be told apart byte by byte. */
export function encodingName(place: string, label: string): string {
  let name: string | undefined;
  try {
    name = label.toLowerCase() === "utf-16" ? "utf-16le" : new TextDecoder(label).encoding;
  } catch {
    name = undefined;
  }
  if (name !== undefined && (singleByte.test(name) || name.startsWith("utf-16"))) return name;
  const expected =
    "`encoding` to be utf-8, utf-16, or one of a byte a character, e.g. windows-1252 (decode others before)";
  throw new InvalidArgumentError(place, expected, label);
}

/** The bytes of the mark that a text begins with, and what they say. */
export function markOf(head: Uint8Array): { readonly bytes: number; readonly name: string } | undefined {
  const found = marks.find(([mark]) => mark.every((byte, index) => head[index] === byte));
  return found && { bytes: found[0].length, name: found[1] };
}

/**
 * The encoding of a text: its mark's, else the stated one, else UTF-8.
 * @throws {SourceError} the mark is another one's than was stated, or the text looks like UTF-16 without a mark.
 */
export function encodingOfText(place: string, source: string, stated: string | undefined, head: Uint8Array): Encoding {
  const mark = markOf(head);
  const named = JSON.stringify(source);
  if (mark !== undefined && stated !== undefined && mark.name !== stated)
    throw new SourceError({
      place,
      message: `Expected ${named} to be ${stated}, as stated, got the mark of ${mark.name}`,
    });
  const name = mark?.name ?? stated;
  if (name !== undefined) return encodingOf(name);
  const zeros = [0, 0];
  for (let index = 0; index < head.length; index++)
    if (head[index] === 0) zeros[index & 1] = (zeros[index & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // ASCII in UTF-16 has a zero in every other byte.
  if (head.length >= 4 && Math.max(even, odd) > head.length / 4 && Math.min(even, odd) < head.length / 16)
    throw new SourceError({
      place,
      message: `Expected ${named} to be UTF-8, got what looks like UTF-16 without its mark: state \`encoding: "${odd > even ? "utf-16le" : "utf-16be"}"\``,
    });
  return utf8;
}

/** One unit of a text: a byte, or two of UTF-16. */
export function unitAt(bytes: Uint8Array, index: number, { unit, bigEndian }: Encoding): number {
  const first = bytes[index] ?? 0;
  if (unit === 1) return first;
  const second = bytes[index + 1] ?? 0;
  return bigEndian ? (first << 8) | second : first | (second << 8);
}
