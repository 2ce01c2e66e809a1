import { asciiEquivalent, isSubscript, isVulgarFraction, superscriptEquivalent } from "./characters.js";
import { readLatexCommand } from "./latex.js";

const isPlain = /^[\x20-\x29\x2b-\x3b\x3d-\x5b\x5d\x5e\x61-\x7a\n]*$/;
const entity = /&(nbsp|minus|ndash|mdash|amp|lt|gt|percnt|times|deg|euro|pound|thinsp);/y;
const entities: Readonly<Record<string, string>> = {
  nbsp: " ",
  minus: "-",
  ndash: "-",
  mdash: "-",
  amp: "&",
  lt: "<",
  gt: ">",
  percnt: "%",
  times: "×",
  deg: "°",
  euro: "€",
  pound: "£",
  thinsp: " ",
};
// A year with its letters is no identifier: FY2019 is 2019.
const fiscalYear = /\b[FC]Y(?=(?:19|20)\d\d\b)/gi;
const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>\n]{0,80})?\/?>/y;

/**
 * One reading for all spellings: unicode signs, spaces, digits and fractions become ASCII; LaTeX, HTML and markdown
 * marks go; a boxed answer stays marked. One pass, linear in the length.
 */
export function plainText(text: string): string {
  const source = text.replace(fiscalYear, "$& ");
  // `$` is in the plain set, a pair of them is math.
  if (isPlain.test(source) && source.indexOf("$", source.indexOf("$") + 1) <= 0) return source;
  return new PlainTextWriter(source).write();
}

class PlainTextWriter {
  readonly #source: string;
  readonly #closers: string[] = [];
  /** Pairs of math dollars: where the closing one stands. */
  #mathEnd = -1;
  #out = "";
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  write(): string {
    const source = this.#source;
    while (this.#position < source.length) this.#step(source[this.#position] as string);
    while (this.#closers.length > 0) this.#out += this.#closers.pop();
    return this.#out;
  }

  #step(character: string): void {
    const source = this.#source;
    const code = character.charCodeAt(0);
    const at = this.#position++;
    if (code >= 128) {
      this.#unicode(character, code);
      return;
    }
    switch (character) {
      case "\\": {
        const step = readLatexCommand(source, at);
        this.#position = step.next;
        if (step.closer !== undefined) this.#closers.push(step.closer);
        this.#out += step.text;
        return;
      }
      case "{":
        this.#closers.push("");
        return;
      case "}":
        this.#out += this.#closers.pop() ?? "";
        return;
      case "$": {
        this.#dollar(at);
        return;
      }
      case "*": {
        this.#star(at);
        return;
      }
      case "_":
        this.#out += this.#joins(at) ? "_" : " ";
        return;
      case "`":
        return;
      case "~": {
        this.#tilde(at);
        return;
      }
      case "<": {
        this.#tag(at);
        return;
      }
      case "&":
        entity.lastIndex = at;
        {
          this.#entity(entity.exec(source));
          return;
        }
      case "\t":
      case "\r":
        this.#out += " ";
        return;
      default:
        this.#out += code < 32 && character !== "\n" ? " " : character;
    }
  }

  /** Between letters and digits, and before a base: `x_1`, `101_{2}`, `(101)_2`. Any other underscore is emphasis. */
  #joins(at: number): boolean {
    const source = this.#source;
    const base = isDigitAt(source, at - 1) || source[at - 1] === ")";
    const next = source[at + 1] === "{" ? at + 2 : at + 1;
    return base ? isWordAt(source, next) : isWordAt(source, at - 1) && isWordAt(source, at + 1);
  }

  #unicode(character: string, code: number): void {
    const power = superscriptEquivalent(character);
    if (power !== undefined) {
      this.#out += superscriptEquivalent(this.#source[this.#position - 2] ?? "") === undefined ? `^${power}` : power;
      return;
    }
    if (isSubscript(code)) {
      // A number's subscript is its base; a letter's is part of the name, as in H₂O.
      if (/[\d)]$/.test(this.#out) && !isSubscript(this.#source.charCodeAt(this.#position - 2))) this.#out += "_";
      this.#out += String.fromCharCode(code - 0x2080 + 48);
      return;
    }
    const ascii = asciiEquivalent(code);
    if (isVulgarFraction(character) && /\d$/.test(this.#out.slice(-1))) this.#out += " ";
    this.#out += ascii ?? character;
  }

  /** `$$` and paired `$…$` around something are math; any other dollar is money. */
  #dollar(at: number): void {
    const source = this.#source;
    if (source[at + 1] === "$") {
      this.#position++;
      this.#out += " ";
      return;
    }
    if (at === this.#mathEnd) {
      this.#out += " ";
      return;
    }
    if (this.#mathEnd < at && this.#findMathEnd(at)) {
      this.#out += " ";
      return;
    }
    this.#out += "$";
  }

  #findMathEnd(at: number): boolean {
    const source = this.#source;
    const end = source.indexOf("$", at + 1);
    const inner = source[at + 1] ?? " ";
    const last = source[end - 1] ?? " ";
    if (end < 0 || inner === " " || " -/(\\\n".includes(last) || isDigitAt(source, end + 1)) return false;
    if (end - at > 400 || source.slice(at, end).includes("\n")) return false;
    this.#mathEnd = end;
    return true;
  }

  #star(at: number): void {
    const source = this.#source;
    const double = source[at + 1] === "*";
    if (double) this.#position++;
    const next = this.#position;
    const before = source[at - 1] === " " ? at - 2 : at - 1;
    const after = source[next] === " " ? next + 1 : next;
    if (isDigitAt(source, before) && isDigitAt(source, after)) this.#out += double ? "^" : "×";
    else if (!double) this.#out += source[next] === " " ? "•" : "";
  }

  /** Struck-out text is withdrawn text. */
  #tilde(at: number): void {
    const source = this.#source;
    if (source[at + 1] !== "~") {
      this.#out += "~";
      return;
    }
    const end = source.slice(at + 2, at + 202).indexOf("~~");
    this.#position = end < 0 ? at + 2 : at + end + 4;
  }

  #tag(at: number): void {
    tag.lastIndex = at;
    const found = tag.exec(this.#source);
    if (found === null) {
      this.#out += "<";
      return;
    }
    this.#position = tag.lastIndex;
    const name = (found[2] ?? "").toLowerCase();
    if (name === "answer") this.#out += found[1] === "/" ? "\n" : "\nanswer: ";
    else if (name === "sup") this.#out += found[1] === "/" ? "" : "^";
    else
      this.#out += name === "br" || name === "p" || name === "li" || name === "div" ? "\n" : name === "td" ? " " : "";
  }

  #entity(found: RegExpExecArray | null): void {
    this.#out += found === null ? "&" : (entities[found[1] ?? ""] ?? "");
    if (found !== null) this.#position = entity.lastIndex;
  }
}

function isDigitAt(source: string, index: number): boolean {
  const code = source.charCodeAt(index);
  return code >= 48 && code <= 57;
}

function isWordAt(source: string, index: number): boolean {
  const code = source.charCodeAt(index);
  return isDigitAt(source, index) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
