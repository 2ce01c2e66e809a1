import {
  createMemoryStore,
  createRunner,
  defineStage,
  RevokedError,
  type Source,
  type Store,
} from "../../core/index.js";
import { deepStrictEqual, ok } from "../assertions.js";
import type { CheckedSource, SourceChecksOptions } from "./source-checks-options.js";
import { sourceReader } from "./source-reader.js";

/** What has landed of each partition: the items of each run once, however often it was begun. */
type Landed = Map<string, Map<string, readonly unknown[]>>;

interface Death {
  readonly where: "stage" | "commit" | "nowhere";
  /** Of a partition, from 1. */
  readonly batch: number;
}

/** What `runner.each` makes of a source. */
export function landingChecks<Batch, Own>(
  options: SourceChecksOptions<Batch, Own>,
): { readonly [name: string]: (place: CheckedSource<Batch> & Own) => Promise<void> } {
  const { items, expected, resized } = options;
  const { soon } = sourceReader(options);
  const total = Object.values(expected).reduce((sum, one) => sum + one.length, 0);

  /** Consumes until everything has landed: a live source never ends by itself. */
  async function consume(
    source: Source<Batch>,
    store: Store,
    landed: Landed,
    { stop, die }: { readonly stop: AbortController; readonly die?: (partition: string) => void },
  ): Promise<void> {
    const land = defineStage({
      id: "land",
      version: "1.0.0",
      run: async (batch: Batch, { runId }) => {
        const [, , partition = ""] = runId.split("/");
        const runs = landed.get(partition) ?? new Map<string, readonly unknown[]>();
        landed.set(partition, runs);
        const now = await items(batch);
        die?.(partition);
        const before = runs.get(runId);
        if (before !== undefined) deepStrictEqual(now, before, `run ${runId} has the same batch again`);
        runs.set(runId, now);
        return now.length;
      },
    });
    const runner = createRunner({ store, environment: { GIT_COMMIT: "check" } }); // No git process for each runner.
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

  /** Whether a process died: it does on that batch of a partition, in the stage or before the commit. */
  async function live(source: Source<Batch>, death: Death, store: Store, landed: Landed) {
    const { where, batch } = death;
    const died = new Error(`died, ${where}`);
    const stop = new AbortController();
    const batches = new Map<string, number>();
    const die = (partition: string): void => {
      const count = (batches.get(partition) ?? 0) + 1;
      batches.set(partition, count);
      if (count >= batch) throw died;
    };
    const mortal = where === "commit" ? dyingAtCommit(source, die) : source;
    try {
      await soon(consume(mortal, store, landed, { stop, ...(where === "stage" && { die }) }), "everything to land");
      return false;
    } catch (error) {
      if (error !== died) throw error;
      return true;
    } finally {
      stop.abort();
    }
  }

  return {
    "lands everything once, wherever a process dies": async (place) => {
      const store = createMemoryStore();
      const landed: Landed = new Map();
      let lives = 0;
      let died: boolean;
      do {
        const source = resized !== undefined && lives % 2 === 1 ? resized(place) : place.open();
        const where = lives > 6 ? "nowhere" : lives % 2 === 0 ? "stage" : "commit";
        // A busy source may give all it has in one batch: the first two lives end on the first one.
        died = await live(source, { where, batch: lives < 2 ? 1 : 2 }, store, landed);
        lives++;
      } while (died);
      ok(lives > 2, "there is enough to die twice");
      checkLanded(landed);
    },
    "lands everything once when two readers consume it at once": async (place) => {
      const store = createMemoryStore();
      const landed: Landed = new Map();
      const stop = new AbortController();
      const readers = [place.open(), place.open()].map((source) => consume(source, store, landed, { stop }));
      const ends = await soon(Promise.allSettled(readers), "everything to land").finally(() => stop.abort());
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
function dyingAtCommit<Batch>(source: Source<Batch>, die: (partition: string) => void): Source<Batch> {
  return {
    specificationVersion: "v1",
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
            die(partition.id);
            await partition.commit(position);
          },
        };
    },
  };
}
