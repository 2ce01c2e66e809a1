import {
  isDigit,
  isIdentifierPart,
  isIdeograph,
  isLatin,
  isLetter,
  isPowerDigit,
  isWordPart,
} from "./character-classes.js";
import { type FoundDate, monthNumber, readDateAtDigit, readDateAtMonth } from "./dates.js";
import { endOfName } from "./end-of-name.js";
import { boxEnd, boxStart } from "./latex.js";
import { isCurrencyCode, prefixedDollar } from "./measures/currencies.js";
import { isNumberSuffix } from "./measures/suffixes.js";
import { type Numeral, readNumeral } from "./numeral.js";
import { endsSentence } from "./sentence-ends.js";
import type { Token } from "./token.js";

const time = /\d{1,3}(?::\d{1,4}){1,3}(?![\d:])/y;
const versionTail = /[\d.,\w]{0,600}/y;

/** Splits a plain text into tokens; each character is looked at a bounded number of times. */
export function tokenise(source: string): readonly Token[] {
  return new Tokeniser(source).run();
}

class Tokeniser {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  #position = 0;
  #glued = true;
  #newLine = true;
  #newSentence = true;
  /** Up to here commas separate a list (`7,8,9`). */
  #listUntil = 0;

  constructor(source: string) {
    this.#source = source;
  }

  run(): readonly Token[] {
    const source = this.#source;
    while (this.#position < source.length) {
      const code = source.charCodeAt(this.#position);
      if (code === 32 || code === 10 || code === 34) this.#space(code);
      else if (isDigit(code) || (code === 46 && this.#startsFraction())) this.#digits();
      else if (isLetter(code)) this.#word();
      else this.#symbol();
    }
    return this.#tokens;
  }

  #space(code: number): void {
    this.#position++;
    this.#glued = false;
    if (code === 10) {
      this.#newLine = true;
      this.#newSentence = true;
    }
  }

  #startsFraction(): boolean {
    return isDigit(this.#source.charCodeAt(this.#position + 1));
  }

  #push(kind: Token["kind"], end: number, numeral?: Numeral, found?: FoundDate): void {
    const raw = this.#source.slice(this.#position, end);
    this.#tokens.push({
      kind,
      raw,
      text: kind === "number" || kind === "symbol" ? raw : raw.toLowerCase(),
      glued: this.#glued,
      newLine: this.#newLine,
      newSentence: this.#newSentence,
      numeral,
      date: found?.date,
    });
    this.#position = end;
    this.#glued = true;
    this.#newLine = false;
    this.#newSentence = false;
  }

  #digits(): void {
    const source = this.#source;
    const start = this.#position;
    const previous = this.#glued ? this.#tokens.at(-1) : undefined;
    const gluedWord = previous !== undefined && this.#gluesToDigits(previous);
    if (gluedWord) {
      this.#joinIdentifier();
      return;
    }
    const date = readDateAtDigit(source, start);
    if (date !== undefined) {
      this.#push("date", date.end, undefined, date);
      return;
    }
    time.lastIndex = start;
    const named = source[start + 1] === " " ? start : time.test(source) ? time.lastIndex : endOfName(source, start);
    if (named > start) {
      this.#push("identifier", named);
      return;
    }
    if (start < this.#listUntil) {
      this.#number(this.#listItem(start));
      return;
    }
    const numeral = readNumeral(source, start);
    if (numeral !== undefined && !(numeral.commaDecimal && this.#inTuple(numeral.end))) {
      this.#number(numeral);
      return;
    }
    versionTail.lastIndex = start;
    const run = versionTail.exec(source)?.[0] ?? "";
    if (!run.includes(",") || run.length > 300) {
      this.#push("identifier", start + Math.max(run.length, 1));
      return;
    }
    this.#listUntil = start + run.length;
    this.#number(this.#listItem(start));
  }

  /** `(7,6)`: a comma within brackets parts two numbers. */
  #inTuple(end: number): boolean {
    const tokens = this.#tokens;
    const open = tokens.at(-1)?.raw === "-" ? tokens.at(-2)?.raw : tokens.at(-1)?.raw;
    const next = this.#source[end] ?? "";
    return (
      this.#glued &&
      ((open === "(" && next === ")") || (open === "[" && next === "]") || (open === "{" && next === "}"))
    );
  }

  #listItem(start: number): Numeral | undefined {
    const comma = this.#source.indexOf(",", start);
    const end = comma < 0 || comma > this.#listUntil ? this.#listUntil : comma;
    const numeral = readNumeral(this.#source.slice(start, end), 0);
    return numeral === undefined ? undefined : { ...numeral, end: start + numeral.end };
  }

  /** Letters after the digits must be a known suffix (`5kg`, `10k`, `3rd`), else all of it is an identifier (`2A`). */
  #number(numeral: Numeral | undefined): void {
    const source = this.#source;
    const end = numeral?.end ?? this.#position + 1;
    let after = end;
    while (after < end + 24 && isLatin(source.charCodeAt(after))) after++;
    const letters = source.slice(end, after);
    const times = letters === "x" || letters === "X";
    const known = letters === "" || times || isNumberSuffix(letters);
    if (
      numeral === undefined ||
      !known ||
      (!times && letters !== "" && isDigit(source.charCodeAt(after)) && !isPowerDigit(source, after))
    ) {
      while (after < source.length && (isLatin(source.charCodeAt(after)) || isDigit(source.charCodeAt(after)))) after++;
      this.#push("identifier", Math.max(after, end));
      return;
    }
    this.#push("number", end, numeral);
    if (times && isDigit(source.charCodeAt(after))) this.#push("symbol", after);
  }

  /** `AZYUK2A`, `v3.1`, `COVID-19`, `Q3`: letters before digits make one identifier; `USD100` and `Rs.100` do not. */
  #gluesToDigits(previous: Token): boolean {
    if (previous.kind === "identifier") return true;
    if (previous.kind === "word")
      return isLatin(previous.raw.charCodeAt(previous.raw.length - 1)) && !isCurrencyCode(previous.raw);
    const before = this.#tokens.at(-2);
    if (
      before === undefined ||
      !previous.glued ||
      (previous.raw !== "-" && previous.raw !== "_" && previous.raw !== "#")
    )
      return false;
    if (before.kind === "identifier") return true;
    return (
      before.kind === "word" && isLatin(before.raw.charCodeAt(before.raw.length - 1)) && !isCurrencyCode(before.raw)
    );
  }

  #joinIdentifier(): void {
    const source = this.#source;
    let end = this.#position;
    while (end < source.length && isIdentifierPart(source, end)) end++;
    const tokens = this.#tokens;
    let raw = source.slice(this.#position, end);
    let first: Token | undefined;
    do {
      first = tokens.pop();
      if (first === undefined) break;
      raw = first.raw + raw;
    } while (
      first.glued &&
      tokens.length > 0 &&
      (first.kind === "symbol" || tokens.at(-1)?.raw === "-" || tokens.at(-1)?.kind === "identifier")
    );
    const { glued, newLine, newSentence } = first ?? { glued: false, newLine: false, newSentence: false };
    tokens.push({ kind: "identifier", raw, text: raw.toLowerCase(), glued, newLine, newSentence });
    this.#position = end;
    this.#glued = true;
  }

  #word(): void {
    const source = this.#source;
    const start = this.#position;
    let end = start + 1;
    if (isIdeograph(source.charCodeAt(start))) {
      this.#push("word", end);
      return;
    }
    while (end < source.length && isWordPart(source, end)) end++;
    const word = source.slice(start, end);
    if (end - start <= 9 && monthNumber(word) > 0) {
      const date = readDateAtMonth(source, start);
      if (date !== undefined) {
        this.#push("date", date.end, undefined, date);
        return;
      }
    }
    this.#push("word", end);
  }

  /** `C$` and `HK$` are one word, the code of the currency. */
  #joinDollar(letters: Token): boolean {
    const code = prefixedDollar(letters.raw);
    if (code === undefined) return false;
    this.#tokens[this.#tokens.length - 1] = { ...letters, raw: code, text: code.toLowerCase() };
    this.#position++;
    return true;
  }

  #symbol(): void {
    const source = this.#source;
    const start = this.#position;
    const two = source.slice(start, start + 2);
    const long =
      two === "<=" || two === ">=" || two === "!=" || two === ".." || two === "##" || two === "=>" || two === "==";
    let end = start + (long ? 2 : 1);
    if (two === "##" || two === "..") while (source[end] === source[start]) end++;
    const mark = source[start] as string;
    const previous = this.#tokens.at(-1);
    if (mark === "$" && this.#glued && previous?.kind === "word" && this.#joinDollar(previous)) return;
    this.#push("symbol", end);
    if (mark === boxStart || mark === boxEnd) this.#newSentence = true;
    if (mark === "!" || mark === "?" || mark === ";") this.#newSentence = true;
    if (mark === "." && !isLatin(source.charCodeAt(end)) && endsSentence(this.#tokens)) this.#newSentence = true;
  }
}
