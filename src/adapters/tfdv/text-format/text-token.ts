import { InvalidArgumentError } from "../../../core/index.js";

export interface TextToken {
  readonly kind: "name" | "number" | "text" | "sign" | "end";
  readonly text: string;
  /** Of a text: what it says, byte by byte. */
  readonly bytes?: Uint8Array;
  /** Where it begins, e.g. `3:14`. */
  readonly place: string;
}

const pattern =
  /(?<space>(?:\s|#[^\n]*)+)|(?<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<number>-?\s*(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fF]?)(?![\w.])|-\s*(?:inf|infinity|nan)f?\b)|(?<name>[A-Za-z_]\w*)|(?<sign>[{}<>[\]:,;])/iuy;

/** Cuts Protobuf's text format into tokens. @throws {InvalidArgumentError} at what belongs to none. */
export function textTokens(source: string): readonly TextToken[] {
  const tokens: TextToken[] = [];
  let [line, lineStart] = [1, 0];
  pattern.lastIndex = 0;
  for (let at = 0; at < source.length; at = pattern.lastIndex) {
    const place = `${line}:${at - lineStart + 1}`;
    const groups = pattern.exec(source)?.groups;
    if (groups === undefined) throw refuse(place, "a name, a value or a bracket", source.slice(at, at + 20));
    const { space, text, number, name, sign } = groups;
    if (space !== undefined) {
      for (let from = at; from < pattern.lastIndex; from++)
        if (source[from] === "\n") [line, lineStart] = [line + 1, from + 1];
    } else if (text !== undefined)
      tokens.push({ kind: "text", text, bytes: unescaped(text.slice(1, -1), place), place });
    else if (number !== undefined) tokens.push({ kind: "number", text: number.replace(/\s/g, ""), place });
    else if (name !== undefined) tokens.push({ kind: "name", text: name, place });
    else tokens.push({ kind: "sign", text: sign ?? "", place });
  }
  tokens.push({ kind: "end", text: "the end", place: `${line}:${source.length - lineStart + 1}` });
  return tokens;
}

const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
  "'": 39,
  '"': 34,
  "?": 63,
};

function unescaped(text: string, place: string): Uint8Array {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  const pieces = text.matchAll(
    /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|[^\\]+/gsu,
  );
  for (const [piece, octal, hex, short, long, letter] of pieces) {
    const [code, byte] = [
      short ?? long,
      octal === undefined ? hex && Number.parseInt(hex, 16) : Number.parseInt(octal, 8),
    ];
    if (code !== undefined) bytes.push(...encoder.encode(String.fromCodePoint(Number.parseInt(code, 16))));
    else if (typeof byte === "number") bytes.push(byte & 255);
    else if (letter === undefined) bytes.push(...encoder.encode(piece));
    else {
      const known = escapes[letter];
      if (known === undefined) throw refuse(place, "an escape that Protobuf knows", piece);
      bytes.push(known);
    }
  }
  return Uint8Array.from(bytes);
}

export function refuse(place: string, expected: string, got: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`tfdv schema at ${place}`, expected, got);
}
