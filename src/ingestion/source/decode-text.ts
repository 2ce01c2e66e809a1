const replacement = "\uFFFD";

/**
 * UTF-8 bytes as text. Where the bytes are not UTF-8 the text has U+FFFD and `isDamaged` tells which of its parts may have; a
 * U+FFFD that stood in the bytes cannot be told from damage then, and was damage once.
 */
export function decodeText(bytes: Uint8Array): {
  readonly text: string;
  readonly isDamaged: (part: string) => boolean;
} {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), isDamaged: () => false };
  } catch {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    return { text, isDamaged: (part) => part.includes(replacement) };
  }
}

/** Where the first record begins: after a byte order mark, or after the rest of a record that was too long. */
export function beginning(
  text: string,
  { first, continued }: { readonly first: boolean; readonly continued: boolean },
): number {
  if (continued) {
    const lineFeed = text.indexOf("\n");
    return lineFeed < 0 ? text.length : lineFeed + 1;
  }
  return first && text.startsWith("\uFEFF") ? 1 : 0;
}
