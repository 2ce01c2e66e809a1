import { deepStrictEqual, ok } from "node:assert/strict";
import {
  createMemoryStore,
  createRunner,
  defineStage,
  RevokedError,
  type Source,
  type Store,
} from "../../core/index.js";
import type { CheckedSource, SourceChecksOptions } from "./source-checks.js";
import { soon } from "./source-reader.js";

/** What has landed of each partition: the items of each run once, however often it was begun. */
type Landed = Map<string, Map<string, readonly unknown[]>>;

/** What `runner.each` makes of a source. */
export function landingChecks<Batch, Own>(
  options: SourceChecksOptions<Batch, Own>,
): { readonly [name: string]: (place: CheckedSource<Batch> & Own) => Promise<void> } {
  const { items, expected, resized } = options;
  const total = Object.values(expected).reduce((sum, one) => sum + one.length, 0);

  /** Consumes until everything has landed: a live source never ends by itself. */
  async function consume(
    source: Source<Batch>,
    store: Store,
    landed: Landed,
    {
      stop = new AbortController(),
      diesInStage,
    }: { readonly stop?: AbortController; readonly diesInStage?: () => boolean } = {},
  ): Promise<void> {
    const land = defineStage({
      id: "land",
      version: "1.0.0",
      run: async (batch: Batch, { runId }) => {
        const [, , partition = ""] = runId.split("/");
        const runs = landed.get(partition) ?? new Map<string, readonly unknown[]>();
        landed.set(partition, runs);
        const now = await items(batch);
        if (diesInStage?.()) throw new Error("died in the stage");
        const before = runs.get(runId);
        if (before !== undefined) deepStrictEqual(now, before, `run ${runId} has the same batch again`);
        runs.set(runId, now);
        return now.length;
      },
    });
    const runner = createRunner({ store });
    try {
      for await (const _ of runner.each(land, source, { signal: stop.signal, concurrency: 2 }))
        if (count(landed) >= total) stop.abort();
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
  }

  function checkLanded(landed: Landed): void {
    const all = [...landed.values()].map((runs) => [...runs.values()].flat());
    const byText = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
    const wanted = Object.values(expected).filter((one) => one.length > 0);
    deepStrictEqual(
      all.sort(byText),
      wanted.map((one) => [...one]).sort(byText),
      "everything has landed once and in order",
    );
  }

  return {
    "lands everything once, wherever a process dies": async (place) => {
      const store = createMemoryStore();
      const landed: Landed = new Map();
      for (let life = 0, deaths = 0; ; life++) {
        const open = resized !== undefined && life % 2 === 1 ? () => resized(place) : () => place.open();
        const inStage = life % 3 === 2;
        let died = false;
        let batches = 0;
        const dies = (): boolean => {
          died ||= deaths < 6 && ++batches === 2;
          return died;
        };
        const source = inStage ? open() : dyingAtCommit(open(), dies);
        const failure: unknown = await soon(
          consume(source, store, landed, inStage ? { diesInStage: dies } : {}),
          "an end",
        ).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (!died && failure !== undefined) throw failure;
        if (!died) break;
        deaths++;
      }
      checkLanded(landed);
    },
    "lands everything once when two readers consume it at once": async (place) => {
      const store = createMemoryStore();
      const landed: Landed = new Map();
      const stop = new AbortController();
      const readers = [place.open(), place.open()].map((source) => consume(source, store, landed, { stop }));
      const ends = await soon(Promise.allSettled(readers), "an end");
      for (const end of ends) if (end.status === "rejected" && !RevokedError.isInstance(end.reason)) throw end.reason;
      ok(
        ends.some(({ status }) => status === "fulfilled"),
        "one of the readers goes on",
      );
      checkLanded(landed);
    },
  };
}

function count(landed: Landed): number {
  return [...landed.values()].flatMap((runs) => [...runs.values()]).reduce((sum, one) => sum + one.length, 0);
}

/** A process that dies after an output was stored and before its batch is committed. */
function dyingAtCommit<Batch>(source: Source<Batch>, dies: () => boolean): Source<Batch> {
  return {
    specificationVersion: 1,
    name: source.name,
    async *partitions(signal) {
      for await (const partition of source.partitions(signal))
        yield {
          id: partition.id,
          signal: partition.signal,
          read: (range) => partition.read(range),
          committed: () => partition.committed(),
          release: () => partition.release(),
          async commit(position) {
            if (dies()) throw new Error("died before the commit");
            await partition.commit(position);
          },
        };
    },
  };
}
