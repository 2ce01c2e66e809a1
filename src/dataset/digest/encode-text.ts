const loneSurrogate = /\p{Surrogate}/u;

/** True for text that Unicode allows: no half of a surrogate pair stands alone. */
export function isWellFormed(text: string): boolean {
  return !loneSurrogate.test(text);
}

/**
 * UTF-8, extended to lone surrogates as three bytes each (WTF-8, simonsapin.github.io/wtf-8).
 * Plain UTF-8 would write all of them as U+FFFD, and different texts would have equal bytes.
 */
export function encodeText(text: string): Buffer {
  if (isWellFormed(text)) return Buffer.from(text, "utf8");
  const parts = Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return isWellFormed(character)
      ? Buffer.from(character, "utf8")
      : Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
  });
  return Buffer.concat(parts);
}
