import { createSegmentWriter, type SegmentWriter, systemClock } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import type { LogOptions } from "./log-options.js";
import { checkWriter } from "./writers-of.js";

/** Writes rows that have ids, each sealed for its subject. */
export interface RowWriter<Row> extends Pick<SegmentWriter, "flush" | "close"> {
  write(row: Row): void;
}

/** Opens the log `<kind>/<name>/<writer>/<number>` for this process alone. */
export async function openWriter<Row extends { readonly key: string }>(
  kind: "predictions" | "labels",
  options: LogOptions<Row>,
): Promise<RowWriter<Row>> {
  const { store, name, writer = "main", clock = systemClock, subject, ...segmentOptions } = options;
  const log = `${kind}/${name}/${checkWriter(writer)}`;
  const segments = await createSegmentWriter(store, log, { clock, ...segmentOptions });
  return {
    write(row) {
      const whose = typeof subject === "function" ? subject(row) : subject;
      if (whose !== undefined && names(row.key, whose))
        throw new InvalidArgumentError(
          `${kind} ${name}`,
          "a `key` that does not name the row's subject: ids are made of it and outlive an erasure, so use e.g. the request's id",
          undefined,
          // Errors are recorded: the key itself is not told.
          "one that does",
        );
      segments.write(row, { subject: whose });
    },
    flush: () => segments.flush(),
    close: () => segments.close(),
  };
}

/** Whether the key has the subject as a word of its own. */
function names(key: string, subject: string): boolean {
  for (let at = key.indexOf(subject); at >= 0; at = key.indexOf(subject, at + 1))
    if (!isWordAt(key, at - 1) && !isWordAt(key, at + subject.length)) return true;
  return false;
}

function isWordAt(text: string, index: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(index));
}
