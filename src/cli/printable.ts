/** What moves a terminal's cursor, changes its colours or turns text around, so that one thing is read and another was stored. */
const controls = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;
const controlsButLineEnds = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** Text of a store as it may be shown in one cell of a table: controls are written out, line ends too. */
export function printableCell(text: string): string {
  return text.replace(controls, escaped);
}

/** As `printableCell`, lines and tabs kept. */
export function printable(text: string): string {
  return text.replace(controlsButLineEnds, escaped);
}

/** JSON for people and programs; what JSON itself would leave as it is, is written out too. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(
    controlsButLineEnds,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function escaped(control: string): string {
  return `\\u{${control.charCodeAt(0).toString(16)}}`;
}
