import { translateClass } from "./pattern-class.js";
import { PatternError, type PatternScan, readEscape, writeCharacter } from "./pattern-escapes.js";
import type { PatternWords } from "./pattern-words.js";

/**
 * A regular expression in the words of another language, without its flags. What it gives is given again, when it is translated there and back.
 * @throws {PatternError} it uses what the other language has not.
 */
export function translatePattern(text: string, words: PatternWords): string {
  const scan: PatternScan = { text, at: 0 };
  let written = "";
  while (scan.at < text.length) written += pieceOf(scan, words);
  return written;
}

function pieceOf(scan: PatternScan, words: PatternWords): string {
  const character = String.fromCodePoint(scan.text.codePointAt(scan.at) ?? 0);
  scan.at += character.length;
  switch (character) {
    case "\\":
      return escapeOf(scan, words);
    case "[":
      return translateClass(scan, words);
    case "(":
      return groupOf(scan, words);
    case ")":
    case "|":
      return character;
    case ".":
      return words.any;
    case "^":
      return words.start;
    case "$":
      return words.end;
    case "{":
      return countOf(scan, words);
    case "*":
    case "+":
    case "?":
      return character + lazyOf(scan);
    default:
      return writeCharacter(character, false, words);
  }
}

function escapeOf(scan: PatternScan, words: PatternWords): string {
  const read = readEscape(scan, words, false);
  switch (read.kind) {
    case "character":
      return writeCharacter(read.character, false, words);
    case "property":
      return read.text;
    case "set":
      return `[${read.negated ? "^" : ""}${words[read.set]}]`;
    case "reference": {
      if (/^[0-9]+$/.test(read.to)) return `\\${read.to}`;
      if (words.to === "json") throw new PatternError("a reference to a group by its name has no counterpart");
      return words.to === "python" ? `(?P=${read.to})` : `\\k<${read.to}>`;
    }
    case "place": {
      if (read.place === "start") return "^";
      if (read.place === "end") return words.textEnd;
      const inside = `[${words.word}]`;
      return read.place === "boundary"
        ? `(?:(?<!${inside})(?=${inside})|(?<=${inside})(?!${inside}))`
        : `(?:(?<!${inside})(?!${inside})|(?<=${inside})(?=${inside}))`;
    }
  }
}

function groupOf(scan: PatternScan, { to }: PatternWords): string {
  if (scan.text[scan.at] !== "?") return "(";
  const rest = scan.text.slice(scan.at);
  const named = /^\?P?<(\w+)>/.exec(rest);
  if (named !== null) {
    scan.at += named[0].length;
    // Python and JavaScript name groups in ways of their own, and a validator asks for no names.
    if (to === "json") return "(";
    return to === "python" ? `(?P<${named[1]}>` : `(?<${named[1]}>`;
  }
  const reference = /^\?P=(\w+)\)/.exec(rest);
  if (reference !== null) {
    scan.at += reference[0].length;
    return `\\k<${reference[1]}>`;
  }
  const plain = /^\?(?::|=|!|<=|<!)/.exec(rest)?.[0];
  if (plain === undefined) throw new PatternError(`the group (${rest.slice(0, 3)}…) has no counterpart`);
  scan.at += plain.length;
  if (to === "python" && plain.startsWith("?<") && /^[^)]*[*+?{|(]/.test(scan.text.slice(scan.at)))
    throw new PatternError("a look-behind of no fixed length has no counterpart in Python");
  return `(${plain}`;
}

function countOf(scan: PatternScan, words: PatternWords): string {
  const [whole, least, comma, most] = /^([0-9]*)(,?)([0-9]*)\}/.exec(scan.text.slice(scan.at)) ?? [];
  const none = whole === undefined || (least === "" && (most === "" || words.from === "javascript"));
  if (none) return "\\{";
  scan.at += whole.length;
  return `{${least === "" ? "0" : least}${comma}${most}}${lazyOf(scan)}`;
}

function lazyOf(scan: PatternScan): string {
  const next = scan.text[scan.at];
  if (next === "+") throw new PatternError("possessive quantifiers have no counterpart");
  if (next !== "?") return "";
  scan.at++;
  return "?";
}
