import { PatternError, type PatternScan, readEscape, writeCharacter } from "./pattern-escapes.js";
import { everything, type PatternWords } from "./pattern-words.js";

type Atom = { readonly text: string; readonly character?: string; readonly complement?: string };

/** A class, read on after its `[`. @throws {PatternError} the other language has no such class. */
export function translateClass(scan: PatternScan, words: PatternWords): string {
  const negated = scan.text[scan.at] === "^";
  if (negated) scan.at++;
  const atoms: Atom[] = [];
  // In Python a bracket that comes first stands for itself; JavaScript's `[]` is nothing, `[^]` everything.
  if (words.from !== "javascript" && scan.text[scan.at] === "]") atoms.push(atomOf(scan, words));
  while (scan.text[scan.at] !== "]") {
    if (scan.at >= scan.text.length) throw new PatternError("a class has no end");
    const rest = scan.text.slice(scan.at, scan.at + 2);
    if (words.from === "rust" && (rest === "&&" || rest === "--" || rest === "~~" || rest === "[:"))
      throw new PatternError("classes of classes have no counterpart");
    atoms.push(rangeOf(scan, words));
  }
  scan.at++;
  if (atoms.length === 0) {
    if (negated) return everything;
    throw new PatternError("the class of no character has no counterpart");
  }
  const complements = new Set(atoms.flatMap(({ complement }) => complement ?? []));
  const named = atoms.map(({ text }) => text).join("");
  if (complements.size === 0) return `[${negated ? "^" : ""}${named}]`;
  if (atoms.some(({ text }) => complements.has(text))) return negated ? "(?!)" : everything;
  // Sets as they are written here have no negated form within a class, so each is a class of its own.
  if (negated && named === "" && complements.size === 1) return `[${[...complements].join("")}]`;
  const classes = [...(named === "" ? [] : [`[${named}]`]), ...[...complements].map((set) => `[^${set}]`)];
  const [only, ...others] = classes;
  const either = others.length === 0 ? `${only}` : `(?:${classes.join("|")})`;
  return negated ? `(?!${either})${everything}` : either;
}

function rangeOf(scan: PatternScan, words: PatternWords): Atom {
  const from = atomOf(scan, words);
  if (from.character === undefined || scan.text[scan.at] !== "-" || scan.text[scan.at + 1] === "]") return from;
  scan.at++;
  const to = atomOf(scan, words);
  if (to.character === undefined) return { text: `${from.text}\\-${to.text}` };
  return { text: `${from.text}-${to.text}` };
}

function atomOf(scan: PatternScan, words: PatternWords): Atom {
  const character = String.fromCodePoint(scan.text.codePointAt(scan.at) ?? 0);
  scan.at += character.length;
  if (character !== "\\") return { text: writeCharacter(character, true, words), character };
  const read = readEscape(scan, words, true);
  switch (read.kind) {
    case "character":
      return { text: writeCharacter(read.character, true, words), character: read.character };
    case "property":
      return { text: read.text };
    case "set":
      return read.negated ? { text: "", complement: words[read.set] } : { text: words[read.set] };
    default:
      throw new PatternError("a class holds what is no character");
  }
}
