import {
  type Clock,
  createSegmentWriter,
  type JsonObject,
  readSegments,
  type Store,
  systemClock,
} from "../core/index.js";
import type { Prediction } from "../data/index.js";
import { checkWriter, writersOf } from "./writers-of.js";

export interface PredictionLogOptions {
  readonly store: Store;
  /** Lower-case words joined by `-` or `/`; predictions stand in logs below `predictions/<name>/`. */
  readonly name: string;
  /** This writer's own name: two processes that write at once need two. @default "main" */
  readonly writer?: string;
  /** @default The system's clock */
  readonly clock?: Clock;
  /** Rows per segment. @default 10000 */
  readonly maximumRows?: number;
  /** Seals everything this log writes with the key of a subject or tenant. */
  readonly subject?: string;
}

/** Where predictions are written as they are made, and read back for labels, monitoring and training. */
export interface PredictionLog {
  /** Takes a prediction and gives its id at once; it is durable after `flush`. The same key again within this process gives the same id and writes nothing. */
  write(prediction: Omit<Prediction, "id">): { readonly id: string };
  /** Resolves once everything written so far is durable. What was written since is the most that a crash can lose. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

// Keys are remembered for as long as a caller may retry, not forever.
const rememberedKeys = 100_000;

export async function createPredictionLog(options: PredictionLogOptions): Promise<PredictionLog> {
  const { store, name, writer = "main", clock = systemClock, maximumRows, subject } = options;
  const segments = await createSegmentWriter(store, `predictions/${name}/${checkWriter(writer)}`, {
    clock,
    ...(maximumRows !== undefined && { maximumRows }),
    ...(subject !== undefined && { subject }),
  });
  const idByKey = new Map<string, string>();
  return {
    write(prediction) {
      const known = idByKey.get(prediction.key);
      if (known !== undefined) return { id: known };
      const id = segments.next();
      segments.write({ ...prediction, id } as unknown as JsonObject);
      idByKey.set(prediction.key, id);
      if (idByKey.size > rememberedKeys) {
        for (const oldest of idByKey.keys()) {
          idByKey.delete(oldest);
          break;
        }
      }
      return { id };
    },
    flush: () => segments.flush(),
    close: () => segments.close(),
  };
}

/** All predictions of a name, writer by writer in the order they were written. A key that stands twice is given once, the first time. */
export async function* readPredictions(store: Store, name: string): AsyncGenerator<Prediction> {
  const seen = new Set<string>();
  for (const log of await writersOf(store, `predictions/${name}`))
    for await (const segment of readSegments(store, log))
      for (const row of await segment.values()) {
        const prediction = row as unknown as Prediction;
        if (seen.has(prediction.key)) continue;
        seen.add(prediction.key);
        yield prediction;
      }
}
