import { randomUUID } from "node:crypto";
import { checkArguments, checkOptions, fingerprint, option, systemClock } from "../core/house.js";
import { InvalidArgumentError, type JsonObject, MissingError, type Store } from "../core/index.js";
import { type Label, labelId } from "../model/index.js";
import { type LabelContract, labelValuesCheck } from "./check-label-values.js";
import { type LogOptions, logRules } from "./log-options.js";
import { openWriter } from "./open-writer.js";
import { inRange, type ReadOptions, readRules } from "./read-options.js";
import { readRows } from "./read-rows.js";
import { createRecentIds } from "./recent-ids.js";
import { asLabel, checkLabel } from "./stored-rows.js";

/** Labels stand in logs below `labels/<name>/`. */
export interface LabelLogOptions extends LogOptions<Label> {
  /**
   * Whose label columns the values have to be, each of its column's type; others are refused where they are recorded. Leave it out where several
   * contracts share a log. @default any columns are taken, and `labelledRows` reads those that its contract has
   */
  readonly contract?: LabelContract;
}

/** What a person says instead of an earlier label. */
export interface Correction {
  /** The label columns that change; the others keep what the earlier label said. */
  readonly values: JsonObject;
  readonly actor: string;
  readonly reason: string;
}

export type NewLabel = Omit<Label, "id" | "position" | "receivedTime">;

/** Where outcomes and corrections are written. Labels are never changed: a correction takes the place of an earlier one. */
export interface LabelLog {
  /**
   * Takes a label and gives its id at once; it is durable after `flush`. The same key again within this process writes nothing
   * (the newest 100,000 are remembered), and readers give an id once, the first time.
   * @throws {InvalidArgumentError} a field is missing or of another type, a value is none of the contract's label columns, or the key names the subject that the row is sealed for. @throws {StateError} too many rows wait for the disk, or the log is closed.
   */
  record(label: NewLabel): { readonly id: string };
  /**
   * Writes a label by a person that supersedes an earlier one. The same correction again writes nothing, save in a log whose rows are sealed.
   * @param label The earlier label as it was read, or its id: then all labels of the name are read until it is found.
   * @throws {MissingError} no label of this name has the id. @throws {InvalidArgumentError} the label is none of this name, or actor or reason is empty.
   */
  correct(label: Label | string, correction: Correction): Promise<{ readonly id: string }>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** @throws {InvalidArgumentError} the name or writer cannot stand in a log's name, a bound is less than 1, or the contract has no label. */
export async function createLabelLog(options: LabelLogOptions): Promise<LabelLog> {
  checkArguments("label log", { options }, { options: option.noun });
  const { store, name, clock = systemClock } = options;
  const place = `labels ${name}`;
  checkOptions<LabelLogOptions>(place, options, { ...logRules, contract: option.contract });
  const { contract, ...logOptions } = options;
  const checkValues = contract && labelValuesCheck(place, contract);
  const segments = await openWriter<Label>("labels", logOptions);
  const recent = createRecentIds();

  function record(label: NewLabel): { readonly id: string } {
    const written: Label = { ...label, id: labelId(name, label.key), receivedTime: clock.now() };
    checkLabel(place, written, clock);
    checkValues?.(written.values);
    if (!recent.has(written.id)) {
      segments.write(written);
      recent.add(written.id);
    }
    return { id: written.id };
  }

  async function find(id: string): Promise<Label> {
    // It may be this log's own and not yet durable.
    await segments.flush();
    for await (const label of readLabels(store, name)) if (label.id === id) return label;
    throw new MissingError(place, id);
  }

  /** The same correction again is a retry; another one of the same label is news. What a person says of sealed rows can be told from no digest. */
  function nameOf(correction: JsonObject): string {
    return options.subject === undefined ? fingerprint(correction) : randomUUID();
  }

  return {
    record,
    async correct(label, { values, actor, reason }) {
      for (const [fact, text] of Object.entries({ actor, reason }))
        if (typeof text !== "string" || text.trim() === "")
          throw new InvalidArgumentError(place, `\`${fact}\` of the correction`, text);
      const earlier = typeof label === "string" ? await find(label) : label;
      if (earlier.id !== labelId(name, earlier.key))
        throw new InvalidArgumentError(place, `a label of ${name}`, earlier.id);
      return record({
        key: `${earlier.key}#correction:${nameOf({ label: earlier.id, values, actor, reason })}`,
        prediction: earlier.prediction,
        values: { ...earlier.values, ...values },
        source: "expert",
        actor,
        reason,
        supersedes: earlier.id,
        eventTime: earlier.eventTime,
        knownTime: clock.now(),
        ...(earlier.tenant !== undefined && { tenant: earlier.tenant }),
      });
    },
    flush: () => segments.flush(),
    close: () => segments.close(),
  };
}

export interface ReadLabelsOptions extends ReadOptions {
  /** Only what was known and had been received by then, milliseconds since 1970: last week's numbers come out as they did last week. @default all */
  readonly asOf?: number;
}

/** All labels of a name with their positions, writer by writer in the order they were written; an id that stands twice is given once. Holds the ids in memory. */
export async function* readLabels(store: Store, name: string, options: ReadLabelsOptions = {}): AsyncGenerator<Label> {
  checkArguments("label log", { store, name }, { store: option.store, name: option.text });
  checkOptions("read labels", options, { ...readRules, asOf: option.number({ infinite: true }) });
  const { asOf = Number.POSITIVE_INFINITY } = options;
  const seen = new Set<string>();
  const isInRange = inRange("read labels", options);
  for await (const { row, position } of readRows(store, `labels/${name}`, options)) {
    const label = asLabel(row, position);
    if (!isInRange(label) || seen.has(label.id) || Math.max(label.knownTime, label.receivedTime) > asOf) continue;
    seen.add(label.id);
    yield Object.assign(label, { position });
  }
}
