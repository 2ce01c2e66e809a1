// Controls but tab and line feed, format characters (direction marks, tags), private use, unassigned, lone surrogates;
// what Unicode says is not shown (zero-width characters, fillers, variation selectors); line and paragraph separators.
const hidden = /[^\P{C}\t\n]|\p{Default_Ignorable_Code_Point}|\p{Zl}|\p{Zp}/u;

// Scripts whose spelling needs the joiners: Persian and Urdu, the scripts of India and Sri Lanka, Khmer, Myanmar, Mongolian and Syriac.
const joined = [
  "Arabic",
  "Syriac",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Khmer",
  "Myanmar",
  "Mongolian",
]
  .map((script) => `\\p{Script=${script}}`)
  .join("");
// One joiner after a letter or mark of such a script spells; two in a row, or one among Latin letters, hide something.
const spelling = new RegExp(`(?<=[${joined}])[\\u200c\\u200d](?![\\u200c\\u200d])`, "u");
// An emoji's own: the selector of its coloured look, and the joiner of one sign out of several.
const emoji =
  /(?<=[\p{Extended_Pictographic}#*0-9])\ufe0f|(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/u;
const shown = new RegExp(`(${spelling.source}|${emoji.source})|${hidden.source}`, "gu");

/**
 * A text with every hidden character written out as `\u{200b}`, so that a judge sees what a person would not. Line
 * ends become line feeds. A joiner that spells Persian or Hindi, or that makes one emoji of several, stays.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(shown, (character, own?: string) => own ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
