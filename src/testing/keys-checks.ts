import { digestOf } from "../core/house.js";
import type { Keys } from "../core/index.js";
import { deepStrictEqual, strictEqual } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** Keys under check, and how to open them again as another process would. */
export interface CheckedKeys {
  readonly keys: Keys;
  /** The same stored state through a new instance; keys that live in memory alone return themselves. */
  reopen(): Promise<Keys>;
  close(): Promise<void>;
}

/**
 * What all `Keys` must do, for any test runner: `for (const { name, run } of keysChecks(create)) it(name, run)`.
 * Each check gets new, empty keys from `createKeys`.
 */
export function keysChecks(createKeys: () => Promise<CheckedKeys>): Generator<Check> {
  return checksOf(createKeys, checks, ["keys", "reopen"]);
}

const idOf = (name: string): string => digestOf(name).slice("sha256:".length);
const keyOf = (seed: number): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, index) => (seed * 37 + index * 11) % 256);
const [ann, ben, cai] = [idOf("ann"), idOf("ben"), idOf("cai")];

async function make(keys: Keys, id: string, seed: number): Promise<unknown> {
  const [key] = await keys.getOrCreate([{ id, fresh: keyOf(seed) }]);
  return plain(key);
}

/** Subclasses of Uint8Array are as good. */
function plain(key: Uint8Array | "erased" | undefined): unknown {
  return key instanceof Uint8Array ? Array.from(key) : key;
}

const made = (seed: number): readonly number[] => Array.from(keyOf(seed));
const stateOf = async (keys: Keys, ids: readonly string[]): Promise<unknown> => (await keys.get(ids)).map(plain);

const checks: Readonly<Record<string, (checked: CheckedKeys) => Promise<void>>> = {
  async "say which version of the port they are of"({ keys }) {
    strictEqual(keys.specificationVersion, "v1");
  },
  async "an id that was never seen has no key, and asking makes none"({ keys }) {
    deepStrictEqual(await stateOf(keys, [ann]), [undefined]);
    deepStrictEqual(await make(keys, ann, 1), made(1));
    deepStrictEqual(await stateOf(keys, [ann, ben]), [made(1), undefined]);
  },
  async "the first fresh key of an id stands for good"({ keys, reopen }) {
    deepStrictEqual(await make(keys, ann, 1), made(1));
    for (const each of [keys, await reopen()]) {
      deepStrictEqual(await make(each, ann, 2), made(1));
      deepStrictEqual(await stateOf(each, [ann]), [made(1)]);
    }
  },
  async "several ids come back in the order they were asked for, also one that stands twice"({ keys, reopen }) {
    await make(keys, ben, 9);
    const wanted = [
      { id: cai, fresh: keyOf(3) },
      { id: ben, fresh: keyOf(4) },
      { id: ann, fresh: keyOf(5) },
      { id: cai, fresh: keyOf(6) },
    ];
    const [first, second, third, twice] = (await keys.getOrCreate(wanted)).map(plain);
    deepStrictEqual([second, third], [made(9), made(5)]);
    deepStrictEqual(first, twice);
    const [ids, states] = [
      [ann, cai, idOf("nobody"), ben],
      [made(5), first, undefined, made(9)],
    ];
    const again = await reopen();
    deepStrictEqual(await stateOf(again, ids), states);
    deepStrictEqual(await stateOf(again, ids.toReversed()), states.toReversed());
    deepStrictEqual(await stateOf(keys, []), []);
    deepStrictEqual([...(await keys.getOrCreate([]))], []);
  },
  async "callers that race for one id all get one key"({ keys, reopen }) {
    const other = await reopen();
    for (let round = 0; round < 5; round++) {
      const id = idOf(`raced ${round}`);
      const got = await Promise.all([keys, other, keys, other].map((each, index) => make(each, id, round * 4 + index)));
      for (const key of got) deepStrictEqual(key, got[0]);
      deepStrictEqual(await stateOf(await reopen(), [id]), [got[0]]);
    }
  },
  async "a destroyed key is gone for good, and no other one is"({ keys, reopen }) {
    const other = await reopen();
    await make(keys, ann, 1);
    await make(other, ben, 2);
    strictEqual(await keys.destroy(ann), true);
    for (const each of [keys, other, await reopen()]) {
      deepStrictEqual(await stateOf(each, [ann, ben]), ["erased", made(2)]);
      strictEqual(await make(each, ann, 3), "erased");
      deepStrictEqual(await stateOf(each, [ann]), ["erased"]);
      strictEqual(await each.destroy(ann), false);
    }
  },
  async "an id without a key can be destroyed too, and never gets one"({ keys, reopen }) {
    strictEqual(await keys.destroy(ann), false);
    for (const each of [keys, await reopen()]) {
      strictEqual(await make(each, ann, 1), "erased");
      deepStrictEqual(await stateOf(each, [ann]), ["erased"]);
    }
  },
  async "a key that is made while it is destroyed does not stay"({ keys, reopen }) {
    const other = await reopen();
    for (let round = 0; round < 5; round++) {
      const id = idOf(`raced ${round}`);
      await Promise.all([make(keys, id, 1), other.destroy(id), make(other, id, 2)]);
      for (const each of [keys, other, await reopen()]) {
        deepStrictEqual(await stateOf(each, [id]), ["erased"]);
        strictEqual(await make(each, id, 3), "erased");
      }
    }
  },
  async "keys that a caller overwrites after giving or getting them stay as they are"({ keys }) {
    const fresh = keyOf(1);
    const [given] = await keys.getOrCreate([{ id: ann, fresh }]);
    fresh.fill(0);
    if (given instanceof Uint8Array) given.fill(0);
    const [got] = await keys.get([ann]);
    if (got instanceof Uint8Array) got.fill(0);
    deepStrictEqual(await stateOf(keys, [ann]), [made(1)]);
  },
};
