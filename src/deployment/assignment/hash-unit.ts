const encoder = new TextEncoder();

/** Assignment works in whole parts per million, so that shares add up exactly. */
export const parts = 1_000_000;

/**
 * A unit's place in [0, 1000000), by FNV-1a over the UTF-8 bytes of salt, 0x00 and unit, mixed as murmur3 finishes.
 * The same unit has the same place in every process; different salts are independent.
 */
export function hashUnit(salt: string, unit: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(`${salt}\0${unit}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  // Multiplying before dividing by 2^32 spreads the rest of the division evenly; below 2^53, so exact.
  return Math.floor(((hash >>> 0) * parts) / 2 ** 32);
}
