import { appendStored } from "../../core/house.js";
import { ConflictError, type Context } from "../../core/index.js";
import type { RawSource } from "../../ports/index.js";
import type { LandedSegment } from "./landed-segment.js";
import type { LandingIndex } from "./landing-index.js";

interface Landing {
  readonly log: string;
  readonly subject: string | undefined;
  readonly index: LandingIndex;
  readonly context: Pick<Context, "runId" | "store" | "clock" | "signal" | "progress">;
}

/**
 * Lands every chunk of a source: its bytes as a blob, then an event that tells of it. What this run has landed before is found again, and an event is
 * appended only to the log that was looked through: two processes that both take the run for theirs, as after a lost lease, land it once.
 */
export async function landChunks(source: RawSource, landing: Landing): Promise<LandedSegment[]> {
  const { log, subject, index } = landing;
  const { store, runId, clock, signal, progress } = landing.context;
  let earlier = await index.find(store, log, runId, source.name);
  const seal = subject === undefined ? {} : { subject };
  const segments: LandedSegment[] = [];
  let landed = 0;
  for await (const { bytes, rows, reading } of source.chunks(signal)) {
    const chunk = segments.length;
    const format = source.format.id;
    // Putting equal bytes again stores nothing new, so the digest alone tells whether this chunk has landed.
    const blob = await store.blobs.put(bytes, seal);
    const metadata = { source: source.name, run: runId, chunk, reading };
    const stored = { blob, rows, bytes: bytes.length, encoding: format };
    let sequence: number | undefined;
    while (sequence === undefined) {
      signal.throwIfAborted();
      const known = earlier.chunks.get(chunk);
      if (known?.blob === blob) ({ sequence } = known);
      else
        try {
          ({ sequence } = await appendStored(store, log, stored, {
            time: clock.now(),
            metadata,
            expect: earlier.head,
          }));
          earlier = { ...earlier, head: sequence };
        } catch (error) {
          if (!ConflictError.isInstance(error)) throw error;
          earlier = await index.find(store, log, runId, source.name);
        }
    }
    segments.push({ sequence, blob, rows, format, reading });
    landed += rows;
    progress(landed);
  }
  return segments;
}
