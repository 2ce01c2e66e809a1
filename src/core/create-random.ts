import { createHash } from "node:crypto";
import { InvalidArgumentError } from "./errors/index.js";
import type { Random } from "./random.js";

/**
 * A reproducible stream of uniform numbers: xoshiro128** 1.1 (Blackman and Vigna, https://prng.di.unimi.it), its state
 * taken from the sha256 of the seed and the names of the streams that led here. Not for secrets.
 *
 * @param seed A safe integer or a text; 1 and "1" are different seeds.
 * @throws {InvalidArgumentError} the seed is neither.
 */
export function createRandom(seed: number | string): Random {
  if (typeof seed !== "string" && !Number.isSafeInteger(seed))
    throw new InvalidArgumentError("random", "`seed` to be a safe integer or a string", seed);
  return createStream({ parent: undefined, name: seed });
}

/** The seed, then the names of the streams: linked, as most stages never draw and need no text made of it. */
interface StreamPath {
  readonly parent: StreamPath | undefined;
  readonly name: number | string;
}

const pathKey = Symbol.for("golden-pipeline.random-path");

/** The same stream from its beginning, for another attempt at the same work. A stream of another make is given back as it stands. */
export function restartRandom(random: Random & { readonly [pathKey]?: StreamPath }): Random {
  const path = random[pathKey];
  return path === undefined ? random : createStream(path);
}

function createStream(path: StreamPath): Random {
  let next: (() => number) | undefined;
  function random(): number {
    next ??= xoshiro128(
      createHash("sha256")
        .update(JSON.stringify(listNames(path)))
        .digest(),
    );
    return ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  }
  random.stream = (name: string): Random => createStream({ parent: path, name });
  random[pathKey] = path;
  return random;
}

function listNames(path: StreamPath): (number | string)[] {
  return path.parent === undefined ? [path.name] : [...listNames(path.parent), path.name];
}

/** 32-bit integers, uniformly; the state is the first 16 bytes, little-endian. */
export function xoshiro128(state: Uint8Array): () => number {
  const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
  let a = view.getUint32(0, true);
  let b = view.getUint32(4, true);
  let c = view.getUint32(8, true);
  let d = view.getUint32(12, true);
  if ((a | b | c | d) === 0) a = 1; // The all-zero state would only ever give zero.
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}
