import { fingerprint, parseReference, systemClock } from "../core/house.js";
import { InvalidArgumentError, type JsonObject, readRow, type Store } from "../core/index.js";
import type { Label } from "../model/index.js";
import type { LogOptions } from "./log-options.js";
import { openWriter } from "./open-writer.js";
import { readRows } from "./read-rows.js";
import { createRecentKeys } from "./recent-keys.js";
import { asLabel } from "./stored-rows.js";

/** Labels stand in logs below `labels/<name>/`. */
export interface LabelLogOptions extends LogOptions {}

/** What a person says instead of an earlier label. */
export interface Correction {
  /** The label columns that change; the others keep what the earlier label said. */
  readonly values: JsonObject;
  readonly actor: string;
  readonly reason: string;
}

export type NewLabel = Omit<Label, "id" | "receivedTime">;

/** Where outcomes and corrections are written. Labels are never changed: a correction takes the place of an earlier one. */
export interface LabelLog {
  /**
   * Takes a label and gives its id at once; it is durable after `flush`. The same key again within this process writes nothing
   * (the newest 100,000 keys are remembered), and readers give a key once.
   */
  record(label: NewLabel): { readonly id: string };
  /**
   * Writes a label by a person that supersedes an earlier one, which must be durable unless this log wrote it.
   * @throws {MissingError} no such label. @throws {InvalidArgumentError} the id is none of a label of this name, or actor or reason is empty.
   */
  correct(labelId: string, correction: Correction): Promise<{ readonly id: string }>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** @throws {InvalidArgumentError} the name or writer cannot stand in a log's name, or a bound is less than 1. */
export async function createLabelLog(options: LabelLogOptions): Promise<LabelLog> {
  const { store, name, clock = systemClock } = options;
  const segments = await openWriter("labels", options);
  const keys = createRecentKeys();

  function record(label: NewLabel): { readonly id: string } {
    const known = keys.get(label.key);
    if (known !== undefined) return { id: known };
    const id = segments.next();
    const stored: Label = { ...label, id, receivedTime: clock.now() };
    segments.write(stored);
    keys.set(label.key, id);
    return { id };
  }

  return {
    record,
    async correct(labelId, { values, actor, reason }) {
      for (const [fact, text] of Object.entries({ actor, reason }))
        if (text.trim() === "") throw new InvalidArgumentError("labels", `\`${fact}\` of the correction`, text);
      const reference = parseReference(labelId);
      if (reference.kind !== "row" || !reference.log.startsWith(`labels/${name}/`))
        throw new InvalidArgumentError("labels", `the id of a label of ${name}`, labelId);
      // The label may be this log's own and not yet durable.
      await segments.flush();
      const corrected = asLabel(await readRow(store, labelId), labelId);
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

export interface ReadLabelsOptions {
  /** Only what was known and had been received by then, milliseconds since 1970: last week's numbers come out as they did last week. @default all */
  readonly asOf?: number;
  /** Called with the reference of each row whose subject was erased; the row is passed over. */
  readonly onErased?: (row: string) => void;
}

/** All labels of a name, writer by writer in the order they were written; a key that stands twice is given once. Holds the keys in memory. */
export async function* readLabels(store: Store, name: string, options: ReadLabelsOptions = {}): AsyncGenerator<Label> {
  const { asOf = Number.POSITIVE_INFINITY, onErased } = options;
  const seen = new Set<string>();
  const log = `labels/${name}`;
  for await (const row of readRows(store, log, onErased)) {
    const label = asLabel(row, log);
    if (seen.has(label.key) || Math.max(label.knownTime, label.receivedTime) > asOf) continue;
    seen.add(label.key);
    yield label;
  }
}
