const plainText = /^[ !#-[\]-~]*$/;

/** Printable ASCII without quote and backslash: nearly every text, and between quotes its own JSON. */
export function isPlainText(text: string): boolean {
  return plainText.test(text);
}
