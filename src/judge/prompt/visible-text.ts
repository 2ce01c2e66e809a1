// Controls but tab and line feed, format characters (direction marks, tags), private use, unassigned, lone surrogates;
// what Unicode says is not shown (zero-width characters, fillers, variation selectors); line and paragraph separators.
const hidden = /[^\P{C}\t\n]|\p{Default_Ignorable_Code_Point}|\p{Zl}|\p{Zp}/gu;

/**
 * A text with every hidden character written out as `\u{200b}`, so that a judge sees what a person would not. Line
 * ends become line feeds. A zero-width joiner or an emoji's variation selector between visible signs is written out
 * as well: safety before looks.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
