import type { PatternWords } from "./pattern-words.js";

/** Where a pattern is being read. */
export interface PatternScan {
  readonly text: string;
  at: number;
}

/** The pattern uses what the other language has not. */
export class PatternError extends Error {}

/** What a backslash and what follows it stand for. */
export type PatternEscape =
  | { readonly kind: "set"; readonly set: "digit" | "word" | "space"; readonly negated: boolean }
  | { readonly kind: "property"; readonly text: string }
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "place"; readonly place: "boundary" | "not-boundary" | "start" | "end" }
  | { readonly kind: "reference"; readonly to: string };

const sets = { d: "digit", w: "word", s: "space" } as const;
const controls: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v" };

/** Reads on after a backslash. @throws {PatternError} the other language has no such escape, or it is not known. */
export function readEscape(scan: PatternScan, { from, to }: PatternWords, inClass: boolean): PatternEscape {
  const letter = scan.text[scan.at] ?? "";
  const take = (pattern: RegExp): readonly string[] | undefined => {
    const found = pattern.exec(scan.text.slice(scan.at));
    if (found === null) return undefined;
    scan.at += found[0].length;
    return found;
  };
  const lower = letter.toLowerCase();
  if (lower === "d" || lower === "w" || lower === "s") {
    scan.at++;
    return { kind: "set", set: sets[lower], negated: lower !== letter };
  }
  if (letter in controls) {
    scan.at++;
    return { kind: "character", character: controls[letter] ?? "" };
  }
  const octal = from === "python" ? take(/^(?:0[0-7]{0,2}|[1-3][0-7]{2})/)?.[0] : undefined;
  if (octal !== undefined) return { kind: "character", character: String.fromCodePoint(Number.parseInt(octal, 8)) };
  const code = take(/^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[ux]\{([0-9a-fA-F]+)\})/);
  if (code !== undefined)
    return { kind: "character", character: codePoint(code[1] ?? code[2] ?? code[3] ?? code[4] ?? "") };
  const property = take(/^[pP](?:\{\^?[\w=]+\}|[A-Z])/)?.[0];
  if (property !== undefined) {
    if (to === "python") throw new PatternError("Python's patterns have no Unicode properties");
    const named = property.length === 2 ? `${property[0]}{${property[1]}}` : property;
    return { kind: "property", text: `\\${named}` };
  }
  if (letter === "b" && inClass) {
    scan.at++;
    return { kind: "character", character: "\b" };
  }
  if (lower === "b") {
    scan.at++;
    return { kind: "place", place: letter === "b" ? "boundary" : "not-boundary" };
  }
  if (from !== "javascript" && (letter === "A" || (from === "python" ? letter === "Z" : letter === "z"))) {
    scan.at++;
    return { kind: "place", place: letter === "A" ? "start" : "end" };
  }
  const reference = take(/^(?:k<(\w+)>|([1-9][0-9]?))/);
  if (reference !== undefined && !inClass)
    return { kind: "reference", to: reference[1] ?? Number(reference[2]).toString() };
  if (letter === "0" && !/^[0-9]/.test(scan.text.slice(scan.at + 1))) {
    scan.at++;
    return { kind: "character", character: "\0" };
  }
  const character = String.fromCodePoint(scan.text.codePointAt(scan.at) ?? 0x5c);
  if (/[A-Za-z0-9]/.test(character)) throw new PatternError(`the escape \\${character} has no counterpart`);
  scan.at += character.length;
  return { kind: "character", character };
}

function codePoint(hexadecimal: string): string {
  const code = Number.parseInt(hexadecimal, 16);
  if (code > 0x10ffff) throw new PatternError(`there is no character ${hexadecimal}`);
  return String.fromCodePoint(code);
}

/** A character as it stands in the other language, always written the same way. */
export function writeCharacter(character: string, inClass: boolean, { to }: PatternWords): string {
  const control = Object.entries(controls).find(([, value]) => value === character)?.[0];
  if (control !== undefined) return `\\${control}`;
  if (/[\ud800-\udfff]/.test(character) && character.length === 1)
    throw new PatternError("half a character, which is written in two units, has no counterpart");
  // Rust joins and subtracts classes by these, which JavaScript does not let be escaped.
  if (inClass && to === "json" && /[&~]/.test(character)) return `\\x${hex(character, 2)}`;
  if ((inClass ? /[\\\]^[-]/ : /[\\^$.*+?()[\]{}|]/).test(character)) return `\\${character}`;
  if (/[\p{Cc}\p{Cf}\p{Z}]/u.test(character) && character !== " " && character.length === 1)
    return `\\u${hex(character, 4)}`;
  return character;
}

function hex(character: string, digits: number): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(digits, "0");
}
