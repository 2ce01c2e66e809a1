const encoder = new TextEncoder();

/** 32 bits of a text: FNV-1a over its UTF-8 bytes, mixed as murmur3 finishes. The same in every process. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    // Plain text is its own bytes; anything else is encoded first, which takes four times as long.
    if (code > 127) return finish(hashBytes(text));
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return finish(hash);
}

function hashBytes(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

function finish(mixed: number): number {
  let hash = mixed ^ (mixed >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
