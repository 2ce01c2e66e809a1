export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLatin(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 0xb5 && code < 0x2000 && code !== 0xd7 && code !== 0xf7 && code !== 0xb7)
  );
}

export function isIdeograph(code: number): boolean {
  return code >= 0x2e80;
}

export function isLetter(code: number): boolean {
  return isLatin(code) || (code >= 0x2e80 && code < 0xd800) || (code >= 0xf900 && code < 0xfe00);
}

export function isWordPart(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return isLatin(code) || (code === 39 && isLatin(source.charCodeAt(at + 1)));
}

export function isIdentifierPart(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  if (isDigit(code) || isLatin(code) || code === 95) return true;
  return (
    (code === 45 || code === 46 || code === 58 || code === 47) &&
    (isDigit(source.charCodeAt(at + 1)) || isLatin(source.charCodeAt(at + 1)))
  );
}

/** `km2`, `m3`: a power of a unit. */
export function isPowerDigit(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return (code === 50 || code === 51) && !isDigit(source.charCodeAt(at + 1)) && !isLatin(source.charCodeAt(at + 1));
}
