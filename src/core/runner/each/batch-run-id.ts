import { createHash } from "node:crypto";

const longest = 40;

/**
 * `<stage>/<source>/<partition>/<from>` as a run id: what is known before the batch is read. Where it ends stands in the run's first
 * event. What cannot stand in an id is replaced, and a hash of the original keeps it distinct.
 * @param from Undefined for the first batch of a partition of which nothing was committed: `start`.
 */
export function batchRunId(stage: string, source: string, partition: string, from: string | undefined): string {
  return [stage, cleanSegment(source), cleanSegment(partition), from === undefined ? "start" : position(from)].join(
    "/",
  );
}

/** A source may have a position of that name. */
function position(text: string): string {
  return text === "start" ? `start-${hash(text)}` : cleanSegment(text);
}

function cleanSegment(text: string): string {
  const clean = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (clean === text && clean !== "" && clean.length <= longest) return clean;
  return [clean.slice(0, longest - 13).replace(/-+$/, ""), hash(text)].filter(Boolean).join("-");
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
