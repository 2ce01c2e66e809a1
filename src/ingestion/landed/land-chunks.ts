import type { Context, Digest, Json, JsonObject } from "../../core/index.js";
import type { RawChunk, RawSource } from "../source/raw-source.js";
import type { LandedSegment } from "./landed-segment.js";

interface Landing {
  readonly log: string;
  readonly subject: string | undefined;
  readonly context: Pick<Context, "runId" | "store" | "clock" | "signal" | "progress">;
}

/** Lands every chunk of a source: its bytes as a blob, then an event that tells of it. What this run has landed before is found again. */
export async function landChunks(source: RawSource, landing: Landing): Promise<LandedSegment[]> {
  const { log, context } = landing;
  const earlier = await landedBefore(source.name, landing);
  const segments: LandedSegment[] = [];
  let rows = 0;
  for await (const chunk of source.chunks(context.signal)) {
    context.signal.throwIfAborted();
    const index = segments.length;
    const known = earlier.get(index);
    const found = known !== undefined && (await holds(known.blob, chunk, landing)) ? known : undefined;
    const { rows: count, reading } = chunk;
    const blob = found?.blob ?? (await put(chunk, landing));
    const sequence = found?.sequence ?? (await append(landing, { blob, rows: count, format: source.format.id, reading, source: source.name, run: context.runId, chunk: index }));
    segments.push({ sequence, blob, rows: count, format: source.format.id, reading });
    rows += count;
    context.progress(rows);
  }
  return segments;
}
