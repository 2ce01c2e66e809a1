import { checkArguments } from "../core/house.js";
import { createRandom } from "../core/index.js";
import type { HistoryStore } from "../model/house.js";
import type { HistoryEntry } from "../model/index.js";
import { deepStrictEqual, strictEqual } from "./assertions.js";
import { type Check, makes, saying } from "./check.js";

const minute = 60_000;
const entry = (knownAt: number, value: number, id: string, rest: Partial<HistoryEntry> = {}): HistoryEntry => ({
  series: "delay",
  key: "ATL",
  id,
  knownAt,
  value,
  ...rest,
});

/**
 * What every history store must do, so that serving reads what training computed.
 * @param create Makes an empty store that forgets nothing by itself.
 * @example
 * for (const { name, run } of historyChecks(() => createMemoryHistory())) it(name, run);
 */
export function historyChecks(create: () => HistoryStore | Promise<HistoryStore>): Generator<Check> {
  checkArguments("history checks", { create }, { create: makes("a history store") });
  return saying(checksOfHistory(create));
}

function* checksOfHistory(create: () => HistoryStore | Promise<HistoryStore>): Generator<Check> {
  const readOf =
    (store: HistoryStore) =>
    async (at: number, windowMinutes: number, key = "ATL", series = "delay"): Promise<number[]> =>
      Array.from((await store.read(series, key, at, windowMinutes)).values);
  const filled = async (entries: readonly HistoryEntry[]) => {
    const store = await create();
    await store.record(entries);
    return { store, read: readOf(store) };
  };

  yield {
    name: "knows nothing before anything was recorded",
    run: async () => {
      const store = await create();
      deepStrictEqual(store.specificationVersion, "v1");
      deepStrictEqual(await readOf(store)(10 * minute, 60), []);
    },
  };
  yield {
    name: "a window holds its beginning and not its end",
    run: async () => {
      const { read } = await filled([entry(0, 1, "a"), entry(minute, 2, "b"), entry(2 * minute, 3, "c")]);
      deepStrictEqual(await read(2 * minute, 2), [1, 2]);
      deepStrictEqual(await read(2 * minute, 1), [2]);
      deepStrictEqual(await read(2 * minute + 1, 1), [3]);
      deepStrictEqual(await read(0, 60), []);
    },
  };
  yield {
    name: "values come in order of (known time, value), however they were recorded",
    run: async () => {
      const { store, read } = await filled([entry(2, 5, "a"), entry(1, 7, "b"), entry(2, -1, "c")]);
      await store.record([entry(1, 6, "d")]);
      deepStrictEqual(await read(3, 1), [6, 7, -1, 5]);
    },
  };
  yield {
    name: "the same id again takes the place of the earlier value, wherever in time it stood",
    run: async () => {
      const { store, read } = await filled([entry(1, 1, "a"), entry(2, 2, "b"), entry(3, 3, "c")]);
      await store.record([entry(5, 9, "a")]);
      deepStrictEqual(await read(4, 1), [2, 3]);
      deepStrictEqual(await read(6, 1), [2, 3, 9]);
      await store.record([entry(5, 8, "a")]);
      deepStrictEqual(await read(6, 1), [2, 3, 8]);
    },
  };
  yield {
    name: "equal values of different rows all count",
    run: async () => deepStrictEqual(await (await filled([entry(1, 4, "a"), entry(1, 4, "b")])).read(2, 1), [4, 4]),
  };
  yield {
    name: "series and keys are kept apart, whatever letters they hold",
    run: async () => {
      const { read } = await filled([
        entry(1, 1, "a"),
        entry(1, 2, "a", { key: "JFK" }),
        entry(1, 3, "a", { series: "late" }),
        entry(1, 4, "a", { series: "x\0y", key: "z" }),
        entry(1, 5, "a", { series: "x", key: "y\0z" }),
        entry(1, 6, "a", { key: "__proto__" }),
      ]);
      deepStrictEqual(await read(2, 1), [1]);
      deepStrictEqual(await read(2, 1, "JFK"), [2]);
      deepStrictEqual(await read(2, 1, "ATL", "late"), [3]);
      deepStrictEqual(await read(2, 1, "z", "x\0y"), [4]);
      deepStrictEqual(await read(2, 1, "y\0z", "x"), [5]);
      deepStrictEqual(await read(2, 1, "__proto__"), [6]);
      deepStrictEqual(await read(2, 1, "constructor"), []);
    },
  };
  yield {
    name: "values keep their bits",
    run: async () => {
      const values = [-0, 5e-324, 0.1, Number.MAX_VALUE, 2 ** 53];
      const { read } = await filled(values.map((value, index) => entry(index, value, String(index))));
      (await read(10, 1)).forEach((value, index) => {
        strictEqual(Object.is(value, values[index]), true, `${values[index]} came back as ${value}`);
      });
    },
  };
  yield {
    name: "any order of recording, in any portions, gives the same windows",
    run: async () => {
      const random = createRandom("history-checks");
      const draw = (below: number): number => Math.floor(random() * below);
      const entries = Array.from({ length: 300 }, (_, index) => entry(draw(50) * minute, draw(9), String(index)));
      const { read } = await filled(entries);
      const mixed = await create();
      const rest = [...entries];
      while (rest.length > 0)
        await mixed.record(Array.from({ length: 1 + draw(4) }, () => rest.splice(draw(rest.length), 1)).flat());
      for (let moment = 0; moment < 55; moment++) {
        const [at, window] = [moment * minute, 1 + draw(20)];
        const expected = entries
          .filter(({ knownAt }) => knownAt >= at - window * minute && knownAt < at)
          .sort((left, right) => left.knownAt - right.knownAt || left.value - right.value)
          .map(({ value }) => value);
        deepStrictEqual(await read(at, window), expected);
        deepStrictEqual(await readOf(mixed)(at, window), expected);
      }
    },
  };
}
