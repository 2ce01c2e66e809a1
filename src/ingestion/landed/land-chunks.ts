import { appendStored } from "../../core/house.js";
import type { Context } from "../../core/index.js";
import type { RawSource } from "../../ports/index.js";
import type { LandedSegment } from "./landed-segment.js";
import type { LandingIndex } from "./landing-index.js";

interface Landing {
  readonly log: string;
  readonly subject: string | undefined;
  readonly index: LandingIndex;
  readonly context: Pick<Context, "runId" | "store" | "clock" | "signal" | "progress">;
}

/** Lands every chunk of a source: its bytes as a blob, then an event that tells of it. What this run has landed before is found again. */
export async function landChunks(source: RawSource, landing: Landing): Promise<LandedSegment[]> {
  const { log, subject, index } = landing;
  const { store, runId, clock, signal, progress } = landing.context;
  const earlier = await index.find(store, log, runId, source.name);
  const seal = subject === undefined ? {} : { subject };
  const segments: LandedSegment[] = [];
  let landed = 0;
  for await (const { bytes, rows, reading } of source.chunks(signal)) {
    signal.throwIfAborted();
    const chunk = segments.length;
    const format = source.format.id;
    // Putting equal bytes again stores nothing new, so the digest alone tells whether this chunk has landed.
    const blob = await store.blobs.put(bytes, seal);
    const known = earlier.get(chunk);
    const metadata = { source: source.name, run: runId, chunk, reading };
    const stored = { blob, rows, bytes: bytes.length, encoding: format };
    const { sequence } =
      known?.blob === blob ? known : await appendStored(store, log, stored, { time: clock.now(), metadata });
    segments.push({ sequence, blob, rows, format, reading });
    landed += rows;
    progress(landed);
  }
  return segments;
}
