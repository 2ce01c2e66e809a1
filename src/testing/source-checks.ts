import { deepStrictEqual, rejects } from "node:assert/strict";
import type { Source } from "../core/index.js";
import type { Check } from "./check.js";

export interface SourceChecksOptions<Batch> {
  /**
   * A place with the same content each time, and nothing committed: `open` gives a source on it, as a new process would.
   * The content must be long enough for at least three batches.
   */
  readonly fresh: () => Promise<{ readonly open: () => Source<Batch> }>;
  /** What a batch holds, in order, as values that `deepStrictEqual` can compare. */
  readonly items: (batch: Batch) => Promise<readonly unknown[]>;
  /** Everything the source holds, in order. */
  readonly expected: readonly unknown[];
  /** Checks that this source cannot pass, each with the reason. @default none */
  readonly skip?: { readonly [name: string]: string };
}

/**
 * The contract of a `Source`: it resumes exactly from a position, loses and doubles nothing, remembers what was committed, and stops when
 * it is aborted.
 * @example
 * for (const { name, run } of sourceChecks({ fresh, items, expected })) it(name, run);
 */
export function* sourceChecks<Batch>(options: SourceChecksOptions<Batch>): Generator<Check> {
  const { fresh, items, expected, skip = {} } = options;
  const never = new AbortController().signal;

  async function drain(
    source: Source<Batch>,
    from?: string,
  ): Promise<{ readonly all: unknown[]; readonly positions: string[] }> {
    const all: unknown[] = [];
    const positions: string[] = [];
    for await (const { batch, position } of source.read(from, never)) {
      all.push(...(await items(batch)));
      positions.push(position);
    }
    return { all, positions };
  }

  /** Reads and commits some batches, then stops as a crash would. */
  async function consume(source: Source<Batch>, batches: number): Promise<unknown[]> {
    const taken: unknown[] = [];
    for await (const { batch, position } of source.read(undefined, never)) {
      if (batches-- === 0) break;
      taken.push(...(await items(batch)));
      await source.commit(position);
    }
    return taken;
  }

  const checks: Check[] = [
    {
      name: "gives everything once and in order, in at least three batches with positions that differ",
      async run() {
        const { all, positions } = await drain((await fresh()).open());
        deepStrictEqual(all, [...expected]);
        deepStrictEqual(new Set(positions).size, positions.length);
        deepStrictEqual(positions.length >= 3, true);
      },
    },
    {
      name: "gives the same batches and positions again when it is read again",
      async run() {
        const place = await fresh();
        deepStrictEqual(await drain(place.open()), await drain(place.open()));
      },
    },
    {
      name: "resumes exactly after every position",
      async run() {
        const place = await fresh();
        const { positions } = await drain(place.open());
        let before: unknown[] = [];
        for await (const { batch, position } of place.open().read(undefined, never)) {
          before = [...before, ...(await items(batch))];
          deepStrictEqual(
            [...before, ...(await drain(place.open(), position)).all],
            [...expected],
            `after position ${position}`,
          );
        }
        deepStrictEqual((await drain(place.open(), positions.at(-1))).all, []);
      },
    },
    {
      name: "goes on after what was committed, in a new process, without loss or doubling",
      async run() {
        const place = await fresh();
        const first = await consume(place.open(), 1);
        const second = await consume(place.open(), 1);
        const { all } = await drain(place.open());
        deepStrictEqual([...first, ...second, ...all], [...expected]);
      },
    },
    {
      name: "delivers again what was read but not committed",
      async run() {
        const place = await fresh();
        await drain(place.open());
        deepStrictEqual((await drain(place.open())).all, [...expected]);
      },
    },
    {
      name: "takes the same commit twice",
      async run() {
        const place = await fresh();
        const { positions } = await drain(place.open());
        const last = positions.at(-1) ?? "";
        const source = place.open();
        await source.commit(last);
        await source.commit(last);
        deepStrictEqual((await drain(place.open())).all, []);
      },
    },
    {
      name: "stops with the signal's reason when it is aborted, before and while it is read",
      async run() {
        const reason = new Error("aborted by the check");
        const place = await fresh();
        await rejects(async () => {
          for await (const _ of place.open().read(undefined, AbortSignal.abort(reason))) break;
        }, reason);
        const controller = new AbortController();
        await rejects(async () => {
          for await (const _ of place.open().read(undefined, controller.signal)) controller.abort(reason);
        }, reason);
      },
    },
    {
      name: "has a name that stays",
      async run() {
        const place = await fresh();
        deepStrictEqual(place.open().name, place.open().name);
        deepStrictEqual(place.open().name.length > 0, true);
      },
    },
  ];
  for (const check of checks) if (skip[check.name] === undefined) yield check;
}
