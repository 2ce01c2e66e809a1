import {
  type Clock,
  createSegmentWriter,
  fingerprint,
  InvalidArgumentError,
  type JsonObject,
  readRow,
  readSegments,
  type Store,
  systemClock,
} from "../core/index.js";
import type { Label } from "../data/index.js";
import { checkWriter, writersOf } from "./writers-of.js";

export interface LabelLogOptions {
  readonly store: Store;
  /** Labels stand in logs below `labels/<name>/`. */
  readonly name: string;
  /** @default "main" */
  readonly writer?: string;
  /** @default The system's clock */
  readonly clock?: Clock;
  /** @default 10000 */
  readonly maximumRows?: number;
}

/** What a person says instead of an earlier label. */
export interface Correction {
  readonly values: JsonObject;
  readonly actor: string;
  readonly reason: string;
}

export type NewLabel = Omit<Label, "id" | "receivedTime">;

/** Where outcomes and corrections are written. Labels are never changed: a correction takes the place of an earlier one. */
export interface LabelLog {
  /** Takes a label and gives its id at once; it is durable after `flush`. The same key again within this process writes nothing. */
  record(label: NewLabel): { readonly id: string };
  /** Writes a label by a person that supersedes an earlier one. @throws {MissingError} no such label. */
  correct(labelId: string, correction: Correction): Promise<{ readonly id: string }>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

// Keys are remembered for as long as a caller may retry, not forever.
const rememberedKeys = 100_000;

export async function createLabelLog(options: LabelLogOptions): Promise<LabelLog> {
  const { store, name, writer = "main", clock = systemClock, maximumRows } = options;
  const segments = await createSegmentWriter(store, `labels/${name}/${checkWriter(writer)}`, {
    clock,
    ...(maximumRows !== undefined && { maximumRows }),
  });
  const idByKey = new Map<string, string>();

  function record(label: NewLabel): { readonly id: string } {
    const known = idByKey.get(label.key);
    if (known !== undefined) return { id: known };
    const id = segments.next();
    const stored: Label = { ...label, id, receivedTime: clock.now() };
    segments.write(stored as unknown as JsonObject);
    idByKey.set(label.key, id);
    if (idByKey.size > rememberedKeys)
      for (const oldest of idByKey.keys()) {
        idByKey.delete(oldest);
        break;
      }
    return { id };
  }

  return {
    record,
    async correct(labelId, { values, actor, reason }) {
      if (reason.trim() === "") throw new InvalidArgumentError("labels", "a `reason` for the correction", reason);
      // The label may be this log's own and not yet durable.
      await segments.flush();
      const corrected = (await readRow(store, labelId)) as unknown as Label;
      return record({
        // The same correction again is a retry; another one of the same label is news.
        key: `${corrected.key}#correction:${fingerprint({ labelId, values, actor, reason })}`,
        prediction: corrected.prediction,
        values: { ...corrected.values, ...values },
        source: "expert",
        actor,
        reason,
        supersedes: labelId,
        eventTime: corrected.eventTime,
        knownTime: clock.now(),
        ...(corrected.tenant !== undefined && { tenant: corrected.tenant }),
      });
    },
    flush: () => segments.flush(),
    close: () => segments.close(),
  };
}

/** All labels of a name, in the order they were written; a key that stands twice is given once. @param asOf Only labels known by then. */
export async function* readLabels(store: Store, name: string, asOf = Number.POSITIVE_INFINITY): AsyncGenerator<Label> {
  const seen = new Set<string>();
  for (const log of await writersOf(store, `labels/${name}`))
    for await (const segment of readSegments(store, log))
      for (const row of await segment.values()) {
        const label = row as unknown as Label;
        if (seen.has(label.key) || label.knownTime > asOf) continue;
        seen.add(label.key);
        yield label;
      }
}
