import { PatternError } from "./pattern-escapes.js";
import { wordsFromJavaScript, wordsFromPython } from "./pattern-words.js";
import { translatePattern } from "./translate-pattern.js";

/** A pattern in another language, with where both still differ; otherwise why it has none there. */
export type Translated =
  | { readonly source: string; readonly flags: string; readonly differences: readonly string[] }
  | { readonly why: string };

/** A regular expression as Python's `re.search` finds the same by; `source` begins with its flags. */
export function patternToPython(pattern: string, flags: string): Translated {
  return orWhy(() => {
    if (/v/.test(flags)) throw new PatternError("Python's patterns have no sets of strings");
    const words = wordsFromJavaScript("python", flagsOf(flags));
    const source = translatePattern(pattern, words);
    return {
      source: flags.includes("i") ? `${unicodeOf(flags) ? "(?i)" : asciiCase(source)}${source}` : source,
      flags: "",
      differences: unicodeOf(flags) ? [] : unitDifferences(source),
    };
  });
}

/** A pattern of Python's `re`, to be searched for, as a regular expression. `match` anchors it at the beginning, as `re.match` does. */
export function patternFromPython(pattern: string, match = false): Translated {
  return orWhy(() => {
    const [, given = "", body = pattern] = /^\(\?([aimsux]+)\)(.*)$/s.exec(pattern) ?? [];
    if (given.includes("x")) throw new PatternError("the flag x has no counterpart");
    const ascii = given.includes("a");
    const translated = translatePattern(body, wordsFromPython({ ...flagsOf(given), ascii }));
    const source = match ? `^(?:${translated})` : translated;
    // Without the flag u no letter beyond ASCII is the other case of one within, as with Python's `(?ai)`.
    const flags = given.includes("i") ? (ascii ? "i" : "iu") : "u";
    return { source: new RegExp(source, flags).source, flags, differences: [] };
  });
}

export function flagsOf(flags: string): { readonly dotAll: boolean; readonly multiline: boolean } {
  return { dotAll: flags.includes("s"), multiline: flags.includes("m") };
}

export function unicodeOf(flags: string): boolean {
  return flags.includes("u");
}

function asciiCase(source: string): string {
  if (/[^\0-\x7f]/.test(source))
    throw new PatternError("upper and lower case beyond ASCII, without the flag u, have no counterpart");
  return "(?ai)";
}

/** Without the flag u JavaScript counts units, of which an emoji has two. */
export function unitDifferences(source: string): readonly string[] {
  return /\[\^|\\s\\S|[\u{10000}-\u{10ffff}]/u.test(source)
    ? ["a character beyond the basic plane, e.g. an emoji, is two to a pattern without the flag u, one elsewhere"]
    : [];
}

export function orWhy(translate: () => Translated): Translated {
  try {
    return translate();
  } catch (error) {
    if (error instanceof PatternError || error instanceof SyntaxError) return { why: error.message };
    throw error;
  }
}
