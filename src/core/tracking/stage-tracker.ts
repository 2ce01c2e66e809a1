import type { Json } from "../json.js";
import type { TrackedStatus } from "../ports/tracker.js";
import type { Digest } from "../store.js";

/** What a stage tells of its work, as `context.tracker`. It waits for nothing and cannot fail the run; nothing in outputs or fingerprints depends on it. */
export interface StageTracker {
  /** False where nobody listens: leave out what is computed only to be told. */
  readonly enabled: boolean;
  /** What the work was set to. @throws {InvalidArgumentError} a value is not JSON. */
  params(values: { readonly [name: string]: Json }): void;
  /**
   * What was measured.
   * @param step Counts as the stage does: trees, iterations, epochs. @default 0
   * @throws {InvalidArgumentError} a value is not a number, or the step not a whole one.
   */
  metrics(values: { readonly [name: string]: number }, step?: number): void;
  tags(values: { readonly [name: string]: string }): void;
  /**
   * Keeps bytes, or a blob of the store, under a name.
   * @param options.mediaType @default "application/octet-stream"
   */
  artifact(name: string, content: Uint8Array | Digest, options?: { readonly mediaType?: string }): void;
  /** Begins a run within this one, `<runId>/<name>`: one trial of a search, one fold. @param name Lower-case words and digits joined by `-`. */
  nested(name: string): NestedTracker;
}

export interface NestedTracker extends StageTracker {
  /** A nested run that is not finished ends with the run around it. @default "succeeded" */
  finish(status?: TrackedStatus): void;
}

function ignore(): void {}

/** Nobody listens. */
export const silentTracker: NestedTracker = Object.freeze({
  enabled: false,
  params: ignore,
  metrics: ignore,
  tags: ignore,
  artifact: ignore,
  nested: () => silentTracker,
  finish: ignore,
});
