import type { SqlDialect } from "./dialect.js";
import { Unsayable } from "./unsaid.js";

/** Whitespace of JavaScript's \s; RE2's own is of ASCII alone. */
const spaces = "\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
const classes: Readonly<Record<string, string>> = { d: "0-9", w: "0-9A-Za-z_", s: spaces };
const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, v: 11, f: 12, "0": 0 };
const syntax = "^$\\.*+?()[]{}|/-";
const mostRepeats = 1000;

/**
 * A regular expression of JavaScript as one of RE2 that finds the same texts, written in RE2's plainest words.
 * @throws {Unsayable} it has none, or its meaning hangs on UTF-16 code units: a negated class or a dot needs the flag u.
 */
export function writePattern(
  pattern: string,
  flags: string,
  { asciiBoundaries }: Pick<SqlDialect, "asciiBoundaries">,
): string {
  return new PatternWriter(pattern, flags, asciiBoundaries).write();
}

class PatternWriter {
  readonly #points: readonly string[];
  readonly #unicode: boolean;
  readonly #anyCase: boolean;
  readonly #dotAll: boolean;
  readonly #asciiBoundaries: boolean;
  #at = 0;

  constructor(pattern: string, flags: string, asciiBoundaries: boolean) {
    const unknown = /[^ius]/.exec(flags);
    if (unknown) throw new Unsayable(`the flag ${unknown[0]} of a pattern is not that of RE2`);
    this.#asciiBoundaries = asciiBoundaries;
    this.#points = [...pattern];
    this.#unicode = flags.includes("u");
    this.#anyCase = flags.includes("i");
    this.#dotAll = flags.includes("s");
  }

  write(): string {
    let written = "";
    while (this.#at < this.#points.length) written += this.#piece();
    return written;
  }

  #piece(): string {
    const point = this.#next();
    switch (point) {
      case "^":
      case "|":
      case ")":
        return point;
      case "$":
        return "\\z";
      case "*":
      case "+":
      case "?":
        return point;
      case "(":
        return this.#group();
      case "[":
        return this.#set();
      case "{":
        return this.#repeat();
      case ".":
        this.#needUnicode("a dot");
        return this.#dotAll ? "[\\x{0}-\\x{10ffff}]" : "[^\\n\\r\\x{2028}\\x{2029}]";
      case "\\":
        return this.#escape();
      default:
        return this.#literal(point);
    }
  }

  #group(): string {
    if (this.#points[this.#at] !== "?") return "(?:";
    const kind = this.#points.slice(this.#at, this.#at + 2).join("");
    if (kind !== "?:") throw new Unsayable("RE2 does not look around");
    this.#at += 2;
    return "(?:";
  }

  #repeat(): string {
    const rest = this.#points.slice(this.#at).join("");
    const [whole = "", low = "", high = low] = /^(\d+)(?:,(\d*))?\}/.exec(rest) ?? [];
    if (whole === "") throw new Unsayable("a brace that repeats nothing");
    if (Number(low) > mostRepeats || Number(high) > mostRepeats)
      throw new Unsayable(`RE2 repeats at most ${mostRepeats} times`);
    this.#at += whole.length;
    return `{${whole}`;
  }

  #escape(): string {
    const point = this.#next();
    if (point === "b") {
      this.#needExactCase("\\b");
      if (!this.#asciiBoundaries) throw new Unsayable("\\b goes by all letters there, not by those of ASCII");
      return "\\b";
    }
    if (point in classes) {
      if (point === "w") this.#needExactCase("\\w");
      return `[${classes[point]}]`;
    }
    if (/[DSW]/.test(point)) {
      this.#needUnicode(`\\${point}`);
      if (point === "W") this.#needExactCase("\\W");
      return `[^${classes[point.toLowerCase()]}]`;
    }
    return this.#literal(this.#escaped(point));
  }

  /** The character that an escape stands for. */
  #escaped(point: string): string {
    if (point === "0" && /\d/.test(this.#points[this.#at] ?? "")) throw new Unsayable("an octal escape");
    if (Object.hasOwn(controls, point)) return String.fromCharCode(controls[point] as number);
    if (syntax.includes(point)) return point;
    const digits = { x: /^[\da-f]{2}/i, u: /^[\da-f]{4}/i }[point];
    const [code] = digits?.exec(this.#points.slice(this.#at).join("")) ?? [];
    if (code === undefined) throw new Unsayable(`the escape \\${point} has no counterpart in RE2`);
    this.#at += code.length;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  #set(): string {
    const negated = this.#points[this.#at] === "^";
    if (negated) {
      this.#at++;
      this.#needUnicode("a negated class");
    }
    let written = "";
    for (;;) {
      const point = this.#next();
      if (point === "]") break;
      written += this.#member(point);
    }
    if (written === "") throw new Unsayable("an empty class");
    return `[${negated ? "^" : ""}${written}]`;
  }

  #member(point: string): string {
    const shorthand = this.#points[this.#at] ?? "";
    if (point === "\\" && shorthand in classes) {
      this.#at++;
      if (shorthand === "w") this.#needExactCase("\\w");
      return classes[shorthand] as string;
    }
    const low = this.#setCharacter(point);
    if (this.#points[this.#at] !== "-" || this.#points[this.#at + 1] === "]") return this.#range(low, low);
    this.#at++;
    const high = this.#next();
    return this.#range(low, this.#setCharacter(high));
  }

  #setCharacter(point: string): number {
    const character = point === "\\" ? this.#escaped(this.#next()) : point;
    return this.#pointOf(character);
  }

  #range(low: number, high: number): string {
    const written = low === high ? hex(low) : `${hex(low)}-${hex(high)}`;
    if (!this.#anyCase) return written;
    if (high > 127) throw new Unsayable("letters beyond ASCII in any case");
    const others = new Set<number>();
    for (let code = low; code <= high; code++) for (const other of this.#cases(code)) others.add(other);
    return written + [...others].map(hex).join("");
  }

  #literal(character: string): string {
    const code = this.#pointOf(character);
    if (!this.#anyCase) return hex(code);
    if (code > 127) throw new Unsayable("letters beyond ASCII in any case");
    const others = this.#cases(code);
    return others.length === 0 ? hex(code) : `[${[code, ...others].map(hex).join("")}]`;
  }

  /** The characters that match one of ASCII besides itself. */
  #cases(code: number): readonly number[] {
    const letter = String.fromCharCode(code);
    if (!/[a-z]/i.test(letter)) return [];
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    // With the flag u, case is folded as Unicode says: the Kelvin sign is a k, the long s an s.
    // Without it, half of a surrogate pair, which no text holds, keeps RE2 from reading a letter and its capital as the letter in any case.
    const folded = { k: 0x212a, s: 0x17f }[letter.toLowerCase()];
    if (folded === undefined) return [other.charCodeAt(0)];
    return [other.charCodeAt(0), this.#unicode ? folded : 0xd800];
  }

  #pointOf(character: string): number {
    const code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) throw new Unsayable("half of a surrogate pair");
    if (code > 0xffff) this.#needUnicode("a character beyond U+FFFF");
    return code;
  }

  #needUnicode(what: string): void {
    if (!this.#unicode) throw new Unsayable(`${what} counts UTF-16 code units without the flag u: add it`);
  }

  #needExactCase(what: string): void {
    // With the flag u, these also know the letters that fold to k and s.
    if (this.#anyCase && this.#unicode) throw new Unsayable(`${what} in any case has no counterpart in RE2`);
  }

  #next(): string {
    const point = this.#points[this.#at++];
    if (point === undefined) throw new Unsayable("a pattern that does not end");
    return point;
  }
}

function hex(code: number): string {
  return /[0-9A-Za-z]/.test(String.fromCodePoint(code)) ? String.fromCodePoint(code) : `\\x{${code.toString(16)}}`;
}
