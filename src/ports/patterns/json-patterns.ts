import { PatternError } from "./pattern-escapes.js";
import { wordsFromJavaScript, wordsFromRust } from "./pattern-words.js";
import { flagsOf, orWhy, type Translated, unicodeOf, unitDifferences } from "./python-patterns.js";
import { translatePattern } from "./translate-pattern.js";

/** A regular expression as JSON Schema holds it, in words that every validator reads alike, pydantic's own among them. */
export function patternToJson(pattern: string, flags: string): Translated {
  return orWhy(() => {
    if (/[iv]/.test(flags))
      throw new PatternError(`JSON Schema's patterns have no flag ${flags.includes("i") ? "i" : "v"}`);
    const source = translatePattern(pattern, wordsFromJavaScript("json", flagsOf(flags)));
    const differences = [...(unicodeOf(flags) ? [] : unitDifferences(source))];
    if (/\(\?<?[=!]|\\[1-9]|\\k</.test(source))
      differences.push('pydantic reads look-around and references only with `regex_engine="python-re"`');
    if (/\\[pP]\{/.test(source)) differences.push("validators that judge by Python's `re` know no Unicode properties");
    return { source, flags: "", differences };
  });
}

/** A pattern of JSON Schema as pydantic judges it, by Rust's crate `regex`: its sets are Unicode's. */
export function patternFromJson(pattern: string): Translated {
  return orWhy(() => {
    const [, given = "", body = pattern] = /^\(\?([a-zA-Z]+)\)(.*)$/s.exec(pattern) ?? [];
    if (/[^ims]/.test(given)) throw new PatternError(`the flags ${given} have no counterpart`);
    const translated = translatePattern(body, wordsFromRust(flagsOf(given)));
    const flags = given.includes("i") ? "iu" : "u";
    return { source: new RegExp(translated, flags).source, flags, differences: [] };
  });
}
