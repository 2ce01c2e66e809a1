import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { type Partition, RevokedError, type Source } from "../../core/index.js";
import { deepStrictEqual, ok, rejects } from "../assertions.js";
import { type Check, checksOf } from "../check.js";
import { landingChecks } from "./landing-checks.js";
import type { CheckedSource, SourceChecksOptions } from "./source-checks-options.js";
import { checkChain, itemsOf, never, type ReadCut, sourceReader } from "./source-reader.js";

/**
 * The contract of a `Source`: partitions in order, batches that are the same again by their positions, commits that last and are refused to who has lost
 * a partition, and, run by `runner.each`, every record landed once wherever a process dies.
 * @example
 * for (const { name, run } of sourceChecks({ fresh, items, expected })) it(name, run);
 */
export function* sourceChecks<Batch, Own = unknown>(options: SourceChecksOptions<Batch, Own>): Generator<Check> {
  checkOptions<SourceChecksOptions<Batch, Own>>("source checks", options, rules);
  const { fresh, skip = {} } = options;
  const bodies = { ...readingChecks(options), ...movingChecks(options), ...landingChecks(options) };
  for (const check of checksOf(fresh, bodies)) if (skip[check.name] === undefined) yield check;
}

const rules: OptionRules<SourceChecksOptions<never, unknown>> = {
  fresh: option.required(option.callback),
  items: option.required(option.callback),
  expected: option.required(option.noun),
  resized: option.callback,
  append: option.callback,
  revoke: option.callback,
  parents: option.noun,
  patience: option.number({ above: 0 }),
  skip: option.noun,
};

type Bodies<Place> = { readonly [name: string]: (place: Place) => Promise<void> };

function readingChecks<Batch, Own>(options: SourceChecksOptions<Batch, Own>): Bodies<CheckedSource<Batch> & Own> {
  const { expected, resized, append, parents = {} } = options;
  const reader = sourceReader(options);
  const roots = Object.keys(expected).filter((id) => parents[id] === undefined);
  const first = roots[0] ?? "";

  /** Each batch alone, by a new reader: nothing that one has read before may matter. */
  async function checkAgain(cuts: readonly ReadCut[], id: string, open: () => Source<Batch>): Promise<void> {
    for (const { from, to, items: was } of cuts) {
      const again = await reader.withPartition(open(), id, (partition) => reader.one(partition, { from, to }));
      deepStrictEqual(again, { from, to, items: was }, `the batch from ${from} to ${to} of partition ${id}`);
    }
  }

  return {
    "has specification version v1, and a name and partitions that stay": async (place) => {
      const [one, other] = [place.open(), place.open()];
      deepStrictEqual([one.specificationVersion, one.name.length > 0, other.name], ["v1", true, one.name]);
      for (const id of roots)
        for (let times = 0; times < 2; times++) await reader.withPartition(place.open(), id, async () => undefined);
    },
    "gives each partition once and in order, each batch from where the one before ended": async (place) => {
      for (const id of roots) {
        const cuts = await reader.cuts(place.open(), id);
        deepStrictEqual(itemsOf(cuts), [...(expected[id] ?? [])], `partition ${id}`);
        checkChain(cuts);
        if (id === first) ok(cuts.length >= 3, "the first partition has at least three batches");
      }
    },
    "gives a batch again by its positions": async (place) => {
      for (const id of roots) {
        const cuts = await reader.cuts(place.open(), id);
        await checkAgain(cuts, id, () => place.open());
        await reader.withPartition(place.open(), id, async (partition) => {
          for (const { from, to, items: was } of cuts)
            deepStrictEqual((await reader.one(partition, { from, to })).items, was);
        });
      }
    },
    ...(resized && {
      "gives a batch again to a reader with another batch size": async (place) => {
        const cuts = await reader.cuts(place.open(), first);
        await checkAgain(cuts, first, () => resized(place));
        const all = await reader.withPartition(resized(place), first, async (partition) => {
          const [second] = cuts.slice(1);
          const again = await reader.one(partition, { from: second?.from, to: second?.to ?? "" });
          const taken = (cuts[0]?.items.length ?? 0) + again.items.length;
          return [...(cuts[0]?.items ?? []), ...again.items, ...itemsOf(await reader.rest(partition, again.to, taken))];
        });
        deepStrictEqual(all, [...(expected[first] ?? [])]);
      },
    }),
    ...(append && {
      "gives a batch again after more has arrived, and then what arrived": async (place) => {
        const cuts = await reader.cuts(place.open(), first);
        await append(place, first);
        await checkAgain(cuts, first, () => place.open());
        await reader.withPartition(place.open(), first, async (partition) => {
          ok((await reader.one(partition, { from: cuts.at(-1)?.to })).items.length > 0, "what has arrived is given");
        });
      },
    }),
    "goes on after every position with exactly the rest": async (place) => {
      for (const id of roots) {
        const before: unknown[] = [];
        for (const cut of await reader.cuts(place.open(), id)) {
          before.push(...cut.items);
          const rest = await reader.withPartition(place.open(), id, (partition) =>
            reader.rest(partition, cut.to, before.length),
          );
          deepStrictEqual([...before, ...itemsOf(rest)], [...(expected[id] ?? [])], `after position ${cut.to}`);
        }
      }
    },
    "stops with the signal's reason when it is aborted, before and while it is read": async (place) => {
      const reason = new Error("aborted by the check");
      await rejects(async () => {
        for await (const _ of place.open().partitions(AbortSignal.abort(reason))) break;
      }, reason);
      const last = (await reader.cuts(place.open(), first)).at(-1)?.to;
      await reader.withPartition(place.open(), first, (partition) =>
        rejects(partition.read({ signal: AbortSignal.abort(reason) }), reason),
      );
      await reader.withPartition(place.open(), first, async (partition) => {
        const controller = new AbortController();
        const waiting = partition.read({ from: last, signal: controller.signal });
        waiting.catch(() => undefined);
        controller.abort(reason);
        const end = await reader.soon(waiting, "a read that waits to stop").catch((error: unknown) => error);
        ok(end === undefined || end === reason, `a read at the end stops with the reason, got ${String(end)}`);
      });
    },
    ...(Object.keys(parents).length > 0 && {
      "gives a partition that continues others when those were committed to their ends": async (place) => {
        const done = new Set<string>();
        const seen = new Set<string>();
        const reading: Promise<void>[] = [];
        const stop = new AbortController();
        const read = async (partition: Partition<Batch>): Promise<void> => {
          const cuts = await reader.rest(partition, await partition.committed());
          for (const { to } of cuts) {
            await new Promise((resolve) => setTimeout(resolve, 20)); // Time for a child that comes too early.
            if (to === cuts.at(-1)?.to) done.add(partition.id);
            await partition.commit(to);
          }
          deepStrictEqual(itemsOf(cuts), [...(expected[partition.id] ?? [])], `partition ${partition.id}`);
          await partition.release();
        };
        const readAll = async (): Promise<void> => {
          for await (const partition of place.open().partitions(stop.signal)) {
            for (const parent of parents[partition.id] ?? [])
              ok(done.has(parent), `partition ${partition.id} came before the end of ${parent} was committed`);
            reading.push(read(partition).catch((error: unknown) => stop.abort(error)));
            if (seen.add(partition.id).size < Object.keys(expected).length) continue;
            await Promise.all(reading); // Leaving the loop leaves the readers.
            return;
          }
        };
        try {
          await reader.soon(readAll(), "all partitions");
          stop.signal.throwIfAborted();
        } finally {
          stop.abort(new Error("the check has ended"));
        }
        deepStrictEqual([...seen].sort(), Object.keys(expected).sort());
      },
    }),
  };
}

function movingChecks<Batch, Own>(options: SourceChecksOptions<Batch, Own>): Bodies<CheckedSource<Batch> & Own> {
  const { expected, revoke, parents = {} } = options;
  const reader = sourceReader(options);
  const first = Object.keys(expected).find((id) => parents[id] === undefined) ?? "";
  const committed = (place: CheckedSource<Batch>) =>
    reader.withPartition(place.open(), first, (partition) => partition.committed());

  return {
    "remembers what was committed, for the next process": async (place) => {
      const all: unknown[] = [];
      for (let times = 0; times < 2; times++)
        await reader.withPartition(place.open(), first, async (partition) => {
          const cut = await reader.one(partition, { from: await partition.committed() });
          await partition.commit(cut.to);
          all.push(...cut.items);
        });
      await reader.withPartition(place.open(), first, async (partition) => {
        all.push(...itemsOf(await reader.rest(partition, await partition.committed(), all.length)));
      });
      deepStrictEqual(all, [...(expected[first] ?? [])]);
    },
    "takes nothing as committed that was only read": async (place) => {
      await reader.cuts(place.open(), first);
      deepStrictEqual(await committed(place), undefined);
    },
    "takes the same commit twice": async (place) => {
      const to = await reader.withPartition(place.open(), first, async (partition) => {
        const cut = await reader.one(partition, {});
        await partition.commit(cut.to);
        await partition.commit(cut.to);
        return cut.to;
      });
      deepStrictEqual(await committed(place), to);
    },
    ...(revoke && {
      "aborts the signal of a partition that is revoked, and refuses its reads and commits": async (place) => {
        await reader.withPartition(place.open(), first, async (partition) => {
          const done = await reader.one(partition, {});
          await partition.commit(done.to);
          const lost = await reader.one(partition, { from: done.to });
          const told = new Promise<void>((resolve) => partition.signal.addEventListener("abort", () => resolve()));
          await revoke(place, first);
          await reader.soon(told, "the partition's signal to be aborted");
          ok(RevokedError.isInstance(partition.signal.reason), "the signal's reason is a RevokedError");
          await rejects(partition.read({ from: lost.to, signal: never }), RevokedError.isInstance);
          await rejects(partition.commit(lost.to), RevokedError.isInstance);
        });
      },
      "refuses the commit of a reader whose partition another one has, and loses nothing": async (place) => {
        let late = async (): Promise<void> => undefined;
        const taken: unknown[] = [];
        await reader.withPartition(place.open(), first, async (partition) => {
          const done = await reader.one(partition, {});
          await partition.commit(done.to);
          taken.push(...done.items);
          const lost = await reader.one(partition, { from: done.to });
          late = () => partition.commit(lost.to);
          await revoke(place, first);
        });
        await reader.withPartition(place.open(), first, async (partition) => {
          const position = await partition.committed();
          await rejects(late(), RevokedError.isInstance);
          deepStrictEqual(await partition.committed(), position, "a refused commit changes nothing");
          taken.push(...itemsOf(await reader.rest(partition, position, taken.length)));
        });
        deepStrictEqual(taken, [...(expected[first] ?? [])]);
      },
    }),
  };
}
