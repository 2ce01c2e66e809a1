import type { Clock } from "../clock.js";
import type { Logger } from "../context.js";
import { TimeoutError } from "../errors/index.js";
import type { TrackedEntry, TrackedRun, TrackedStatus, Tracker } from "../ports/tracker.js";
import type { StoreBlobs } from "../store.js";

export interface TrackingQueueOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly blobs: StoreBlobs;
  /** How long the end of a run waits for its tracker, in milliseconds of real time. */
  readonly waitMilliseconds: number;
  /** @default 200000 */
  readonly maximumEntries?: number;
  /** Of artifacts that wait. @default 64 MiB */
  readonly maximumBytes?: number;
  /** A call of the tracker that takes longer is one that hangs. @default 30000 */
  readonly hangMilliseconds?: number;
}

type ArtifactFacts = { readonly stage: string; readonly name: string; readonly mediaType: string };
type Waiting =
  | { readonly kind: "start"; readonly run: TrackedRun }
  | { readonly kind: "entry"; readonly runId: string; readonly entry: TrackedEntry }
  | { readonly kind: "bytes"; readonly runId: string; readonly facts: ArtifactFacts; readonly content: Uint8Array }
  | { readonly kind: "finish"; readonly runId: string; readonly status: TrackedStatus; readonly time: number };

const entriesPerCall = 10_000;

/**
 * Stands between a run and its tracker: takes entries at once and brings them there in the background, in order. What the tracker
 * refuses, or what it is too slow for, is lost, counted and told to the log once; the run goes on.
 */
export class TrackingQueue {
  readonly #tracker: Tracker;
  readonly #options: Required<TrackingQueueOptions>;
  readonly #open = new Set<string>();
  #waiting: Waiting[] = [];
  /** Waiting or on its way. */
  #entries = 0;
  #bytes = 0;
  #lost = 0;
  #failed = false;
  #hangs = false;
  #going: Promise<void> | undefined;

  constructor(tracker: Tracker, options: TrackingQueueOptions) {
    this.#tracker = tracker;
    this.#options = { maximumEntries: 200_000, maximumBytes: 64 * 1024 * 1024, hangMilliseconds: 30_000, ...options };
  }

  now(): number {
    return this.#options.clock.now();
  }

  /** Entries that the tracker did not get. */
  get lost(): number {
    return this.#lost;
  }

  start(run: TrackedRun): void {
    this.#open.add(run.runId);
    this.#enqueue({ kind: "start", run });
  }

  add(runId: string, entry: TrackedEntry): void {
    if (this.#entries >= this.#options.maximumEntries) this.#lose(1, "more entries wait than may");
    else this.#enqueue({ kind: "entry", runId, entry });
  }

  /** The content is copied: the stage may go on writing to it. */
  addBytes(runId: string, facts: ArtifactFacts, content: Uint8Array): void {
    if (this.#bytes + content.length > this.#options.maximumBytes) {
      this.#lose(1, "more bytes of artifacts wait than may");
      return;
    }
    this.#enqueue({ kind: "bytes", runId, facts, content: content.slice() });
  }

  finish(runId: string, status: TrackedStatus): void {
    if (this.#open.delete(runId)) this.#enqueue({ kind: "finish", runId, status, time: this.now() });
  }

  /** Ends the run and whatever is nested in it and still open, and waits for the tracker, but not for long. */
  async end(status: TrackedStatus): Promise<void> {
    for (const runId of [...this.#open].reverse()) this.finish(runId, status);
    await this.#settle(this.#going);
  }

  /** What a process that only worked for the run waits for when its work is done. */
  async flush(runId: string): Promise<void> {
    await this.#settle((this.#going ?? Promise.resolve()).then(() => this.#call(() => this.#tracker.flush(runId), 0)));
  }

  async #settle(work: Promise<void> | undefined): Promise<void> {
    if (work === undefined) return;
    await within(work, this.#options.waitMilliseconds).catch((error: unknown) => this.#lose(0, error));
    if (this.#lost > 0) this.#options.log.info({ lost: this.#lost }, "Entries of this run were not tracked");
  }

  #enqueue(item: Waiting): void {
    this.#waiting.push(item);
    this.#count(item, 1);
    this.#going ??= this.#bringAll();
  }

  #count(item: Waiting, sign: 1 | -1): void {
    if (item.kind === "entry" || item.kind === "bytes") this.#entries += sign;
    if (item.kind === "bytes") this.#bytes += sign * item.content.length;
  }

  async #bringAll(): Promise<void> {
    await Promise.resolve(); // What is told together is brought together.
    while (this.#waiting.length > 0) {
      const items = this.#waiting;
      this.#waiting = [];
      for (let index = 0; index < items.length; ) {
        const end = index + (await this.#bring(items, index));
        for (; index < end; index++) this.#count(items[index] as Waiting, -1);
      }
    }
    this.#going = undefined;
  }

  /** Gives the item at this place to the tracker, with the entries of the same run that follow; returns how many it took. */
  async #bring(items: readonly Waiting[], from: number): Promise<number> {
    const first = items[from] as Waiting;
    if (first.kind === "start") await this.#call(() => this.#tracker.start(first.run), 0);
    if (first.kind === "finish") await this.#call(() => this.#tracker.finish(first.runId, first.status, first.time), 0);
    if (first.kind === "start" || first.kind === "finish") return 1;
    const same: (Waiting & { readonly kind: "entry" | "bytes" })[] = [];
    for (let index = from; index < items.length && same.length < entriesPerCall; index++) {
      const item = items[index] as Waiting;
      if (item.kind === "start" || item.kind === "finish" || item.runId !== first.runId) break;
      same.push(item);
    }
    await this.#call(async () => {
      const { blobs } = this.#options;
      const entries: TrackedEntry[] = [];
      for (const item of same)
        if (item.kind === "entry") entries.push(item.entry);
        else {
          const digest = await blobs.put(item.content);
          entries.push({ type: "artifact", ...item.facts, digest, bytes: item.content.length });
        }
      await this.#tracker.log(first.runId, entries, blobs);
    }, same.length);
    return same.length;
  }

  /** @param entries How many are lost when it fails. */
  async #call(work: () => Promise<void>, entries: number): Promise<void> {
    if (this.#hangs) {
      this.#lose(entries, undefined);
      return;
    }
    try {
      await within(work(), this.#options.hangMilliseconds, true);
    } catch (error) {
      if (error instanceof Late) this.#hangs = true;
      this.#lose(entries, error);
    }
  }

  #lose(entries: number, error: unknown): void {
    this.#lost += entries;
    if (this.#failed || error === undefined) return;
    this.#failed = true;
    this.#options.log.warn({ error }, "The tracker fails or is too slow: the run goes on, and its tracking has gaps");
  }
}

/** Of this file alone, as a tracker may throw time-outs of its own. */
class Late extends TimeoutError {}

/** @param leaveProcess Do not keep the process alive for it. @throws {Late} it takes longer than these milliseconds of real time. */
async function within(work: Promise<void>, milliseconds: number, leaveProcess = false): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Late("tracker", milliseconds)), milliseconds);
    if (leaveProcess) timer.unref();
  });
  try {
    await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
