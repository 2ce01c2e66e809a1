import { appendSegmentBytes, type Context, type Digest, readSegments } from "../../core/index.js";
import type { RawSource } from "../source/raw-source.js";
import type { LandedSegment } from "./landed-segment.js";

interface Landing {
  readonly log: string;
  readonly subject: string | undefined;
  readonly context: Pick<Context, "runId" | "store" | "clock" | "signal" | "progress">;
}

/** Lands every chunk of a source: its bytes as a blob, then an event that tells of it. What this run has landed before is found again. */
export async function landChunks(source: RawSource, landing: Landing): Promise<LandedSegment[]> {
  const { log, context, subject } = landing;
  const { store, runId, clock } = context;
  const earlier = await landedBefore(source.name, landing);
  const seal = subject === undefined ? {} : { subject };
  const segments: LandedSegment[] = [];
  let landed = 0;
  for await (const { bytes, rows, reading } of source.chunks(context.signal)) {
    context.signal.throwIfAborted();
    const chunk = segments.length;
    const format = source.format.id;
    // Putting equal bytes again stores nothing new, so the digest alone tells whether this chunk has landed.
    const blob = await store.blobs.put(bytes, seal);
    const known = earlier.get(chunk);
    const metadata = { source: source.name, run: runId, chunk, reading };
    const { sequence } =
      known?.blob === blob
        ? known
        : await appendSegmentBytes(
            store,
            log,
            { bytes, rows, encoding: format },
            { time: clock.now(), metadata, ...seal },
          );
    segments.push({ sequence, blob, rows, format, reading });
    landed += rows;
    context.progress(landed);
  }
  return segments;
}

/** What this run has already landed of the source, by chunk. */
async function landedBefore(
  source: string,
  { log, context }: Landing,
): Promise<ReadonlyMap<number, { readonly sequence: number; readonly blob: Digest }>> {
  const found = new Map<number, { readonly sequence: number; readonly blob: Digest }>();
  for await (const { sequence, blob, metadata } of readSegments(context.store, log))
    if (metadata.run === context.runId && metadata.source === source)
      found.set(Number(metadata.chunk), { sequence, blob });
  return found;
}
