const replacement = "\uFFFD";

/** The characters of 0x80 to 0x9F in windows-1252. Written out, since Node 20 reads these bytes as control characters. */
const windows1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * Bytes as text, with the mark if there is one. Where the bytes are no such text it has U+FFFD and `isDamaged` tells which of its parts may have; a
 * U+FFFD that stood in the bytes cannot be told from damage then, and was damage once.
 */
export function decodeText(
  bytes: Uint8Array,
  encoding = "utf-8",
): {
  readonly text: string;
  readonly isDamaged: (part: string) => boolean;
} {
  if (encoding === "windows-1252") return { text: decodeWindows1252(bytes), isDamaged: () => false };
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), isDamaged: () => false };
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    return { text, isDamaged: (part) => part.includes(replacement) };
  }
}

function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return text.replace(/[\x80-\x9f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character);
}

/** Where the first record begins: after a byte order mark, or after the rest of a record that was too long. */
export function beginning(
  text: string,
  { first, continued }: { readonly first: boolean; readonly continued: boolean },
  lineBreak = "\n",
): number {
  if (continued) {
    const end = text.indexOf(lineBreak);
    return end < 0 ? text.length : end + 1;
  }
  return first && text.startsWith("\uFEFF") ? 1 : 0;
}
