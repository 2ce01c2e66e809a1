/** How the parts of regular expressions on which languages differ are written in the other language. Sets are what stands inside a class. */
export interface PatternWords {
  readonly from: "javascript" | "python" | "rust";
  /** `json` is what JSON Schema's own language (JavaScript's, with the flag u) and Rust's have in common. */
  readonly to: "javascript" | "python" | "json";
  readonly digit: string;
  readonly word: string;
  readonly space: string;
  readonly any: string;
  readonly start: string;
  readonly end: string;
  /** Where the text ends, whatever `$` means. */
  readonly textEnd: string;
}

/** What `.` leaves out in JavaScript. */
const lineEnds = "\\n\\r\\u2028\\u2029";
const asciiWord = "A-Za-z0-9_";
export const everything = "[\\s\\S]";

type Flags = { readonly dotAll: boolean; readonly multiline: boolean };

/** From JavaScript, whose `\d` and `\w` are ASCII with every flag. */
export function wordsFromJavaScript(to: "python" | "json", { dotAll, multiline }: Flags): PatternWords {
  const textEnd = to === "python" ? "\\Z" : "$";
  return {
    from: "javascript",
    to,
    digit: "0-9",
    word: asciiWord,
    space: "\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff",
    any: dotAll ? everything : `[^${lineEnds}]`,
    start: multiline ? `(?:^|(?<=[${lineEnds}]))` : "^",
    end: multiline ? `(?:(?=[${lineEnds}])|${textEnd})` : textEnd,
    textEnd,
  };
}

/** From Python's `re`, whose `$` is also before a line end at the very end, and whose sets are Unicode's unless the flag `a` is given. */
export function wordsFromPython({ dotAll, multiline, ascii }: Flags & { readonly ascii: boolean }): PatternWords {
  return {
    from: "python",
    to: "javascript",
    digit: ascii ? "0-9" : "\\p{Nd}",
    word: ascii ? asciiWord : "\\p{L}\\p{N}_",
    space: ascii ? "\\t\\n\\v\\f\\r " : "\\p{White_Space}\\u001c-\\u001f",
    any: dotAll ? everything : "[^\\n]",
    start: multiline ? "(?:^|(?<=\\n))" : "^",
    end: multiline ? "(?:(?=\\n)|$)" : "(?:(?=\\n$)|$)",
    textEnd: "$",
  };
}

/** From the language of Rust's crate `regex`, which pydantic judges patterns by. */
export function wordsFromRust({ dotAll, multiline }: Flags): PatternWords {
  return {
    from: "rust",
    to: "javascript",
    digit: "\\p{Nd}",
    word: "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d",
    space: "\\p{White_Space}",
    any: dotAll ? everything : "[^\\n]",
    start: multiline ? "(?:^|(?<=\\n))" : "^",
    end: multiline ? "(?:(?=\\n)|$)" : "$",
    textEnd: "$",
  };
}
