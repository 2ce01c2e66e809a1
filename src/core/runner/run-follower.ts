import type { Clock } from "../clock.js";
import type { RunEvent } from "../context.js";
import { inputDigest } from "../input-digest.js";
import type { Nouns } from "../nouns.js";
import { type Placed, type RunScope, scopeOf } from "../scope.js";
import type { StageInfo } from "../stage.js";
import { internalsOf, type StageInternals } from "../stage-internals.js";
import { loadOutput, type StoredOutput, storeOutput } from "../stored-output.js";
import { isThenable } from "../thenable.js";
import { createStageTracker } from "../tracking/create-stage-tracker.js";
import { type StageTracker, silentTracker } from "../tracking/stage-tracker.js";
import type { TrackingQueue } from "../tracking/tracking-queue.js";
import { describeError } from "./describe-error.js";
import type { Interceptor } from "./interceptor.js";
import type { PassedInput } from "./run-events.js";
import type { RunJournal } from "./run-journal.js";

/** Follows one run: tells listeners, writes the journal, and knows what an earlier process has finished. */
export class RunFollower implements RunScope {
  readonly emit: (event: RunEvent) => void;
  readonly interceptor: Interceptor | undefined;
  readonly #runId: string;
  readonly #clock: Clock;
  readonly #journal: RunJournal;
  readonly #tracking: TrackingQueue | undefined;
  readonly #finished = new Map<string, StoredOutput | PassedInput>();
  readonly #attempts = new Map<string, number>();
  /** So that an output passed on is not hashed again as an input, nor a pipeline's encoded again after its last stage's. */
  readonly #digests = new WeakMap<object, string>();
  readonly #stored = new WeakMap<object, { readonly codec: unknown; readonly output: StoredOutput }>();

  constructor(
    runId: string,
    {
      clock,
      journal,
      emit,
      tracking,
      interceptor,
    }: {
      readonly clock: Clock;
      readonly journal: RunJournal;
      readonly emit: (event: RunEvent) => void;
      readonly tracking: TrackingQueue | undefined;
      readonly interceptor?: Interceptor | undefined;
    },
  ) {
    this.#runId = runId;
    this.#clock = clock;
    this.#journal = journal;
    this.#tracking = tracking;
    this.interceptor = interceptor;
    this.emit = (event) => {
      if (event.type === "stage-retry") this.#attempts.set(event.stage, event.attempt);
      emit(event);
    };
    for (const event of journal.events)
      if (event.type === "stage-ended" && event.data.output !== undefined)
        this.#finished.set(event.data.stage, event.data.output);
  }

  get resumed(): boolean {
    return this.#finished.size > 0;
  }

  trackerAt(path: string): StageTracker {
    return this.#tracking === undefined ? silentTracker : createStageTracker(this.#tracking, this.#runId, path);
  }

  isFinished(path: string): boolean {
    return this.#finished.has(path);
  }

  track(placed: Placed): unknown {
    if (this.#journal.store !== undefined) return this.#trackStored(placed);
    const { stage, path, input, context } = placed;
    const started = this.#clock.now();
    this.#journal.append("stage-started", { stage: path, id: stage.id, fingerprint: stage.fingerprint }, started);
    this.emit({ type: "stage-start", runId: this.#runId, stage: path, attempt: 1 });
    const end = (output: unknown): unknown => {
      const ended = this.#clock.now();
      this.#journal.append("stage-ended", { stage: path, attempt: this.#attemptAt(path) }, ended);
      this.#tellEnd(path, ended - started, false);
      return output;
    };
    const fail = (error: unknown): never => {
      this.#journal.append("stage-failed", {
        stage: path,
        attempt: this.#attemptAt(path),
        error: describeError(error),
      });
      this.emit({ type: "stage-error", runId: this.#runId, stage: path, error });
      throw error;
    };
    let output: unknown;
    try {
      // A closure less where nobody intercepts: this is paid by each stage.
      output =
        this.interceptor === undefined
          ? internalsOf(stage).execute(input, context)
          : this.#intercepted(stage, path, () => internalsOf(stage).execute(input, context));
    } catch (error) {
      return fail(error);
    }
    return isThenable(output) ? Promise.resolve(output).then(end, fail) : end(output);
  }

  async #trackStored({ stage, path, input, context }: Placed): Promise<unknown> {
    const finished = this.finishedAt(path);
    if (finished !== undefined) return "passed" in finished ? input : this.restore(stage, path, scopeOf(context).nouns);
    const internals = internalsOf(stage);
    let output: unknown;
    await this.record(stage, path, this.digestInput(input), async () => {
      output = await internals.execute(input, context);
      return this.store(output, internals, stage.id);
    });
    return output;
  }

  /** What an earlier process has written down of the stage at this place, of which listeners are told; undefined when it has to be run. */
  finishedAt(path: string): StoredOutput | PassedInput | undefined {
    const finished = this.#finished.get(path);
    if (finished !== undefined) this.tellResumed(path);
    return finished;
  }

  /** Writes down that a stage begins and how it ends. @param work Gives what is to be written of the output. */
  async record<Stored extends StoredOutput | PassedInput>(
    stage: StageInfo,
    path: string,
    input: string | undefined,
    work: () => Promise<Stored>,
  ): Promise<Stored> {
    const started = this.#clock.now();
    await this.#journal.append("stage-started", {
      stage: path,
      id: stage.id,
      fingerprint: stage.fingerprint,
      ...(input !== undefined && { input }),
    });
    this.emit({ type: "stage-start", runId: this.#runId, stage: path, attempt: 1 });
    try {
      const output = await this.#intercepted(stage, path, work);
      await this.#journal.append("stage-ended", { stage: path, attempt: this.#attemptAt(path), output });
      this.#tellEnd(path, this.#clock.now() - started, false);
      return output;
    } catch (error) {
      const facts = { stage: path, attempt: this.#attemptAt(path), error: describeError(error) };
      // The stage's own error matters more than one of writing it down.
      await Promise.resolve(this.#journal.append("stage-failed", facts)).catch(() => undefined);
      this.emit({ type: "stage-error", runId: this.#runId, stage: path, error });
      throw error;
    }
  }

  async restore(stage: StageInfo, path: string, nouns: Nouns | undefined): Promise<unknown> {
    const finished = this.#finished.get(path);
    const { store } = this.#journal;
    if (store === undefined || finished === undefined || "passed" in finished) return undefined;
    const output = await loadOutput(finished, internalsOf(stage).codec, store.blobs, stage.id, nouns);
    if (typeof output === "object" && output !== null) this.#digests.set(output, finished.digest);
    return output;
  }

  tellResumed(path: string): void {
    this.emit({ type: "stage-start", runId: this.#runId, stage: path, attempt: 1 });
    this.#tellEnd(path, 0, true);
  }

  digestInput(input: unknown): string | undefined {
    return (typeof input === "object" && input !== null ? this.#digests.get(input) : undefined) ?? inputDigest(input);
  }

  /** @throws {InvalidArgumentError} the output is not JSON and the stage has no codec. */
  async store(
    output: unknown,
    { codec, passesInput }: StageInternals,
    id: string,
  ): Promise<StoredOutput | PassedInput> {
    const { store } = this.#journal;
    if (passesInput || store === undefined) return { passed: true };
    const key = typeof output === "object" && output !== null ? output : undefined;
    const known = key && this.#stored.get(key);
    if (known !== undefined && known.codec === codec) return known.output;
    const stored = await storeOutput(output, codec, store.blobs, id);
    if (key !== undefined) {
      this.#stored.set(key, { codec, output: stored });
      this.#digests.set(key, stored.digest);
    }
    return stored;
  }

  #intercepted<Output>(stage: StageInfo, path: string, work: () => Output): Output {
    if (this.interceptor === undefined) return work();
    return this.interceptor({ kind: "stage", runId: this.#runId, stage, path, attempt: 1 }, work);
  }

  #attemptAt(path: string): number {
    return this.#attempts.get(path) ?? 1;
  }

  #tellEnd(path: string, milliseconds: number, resumed: boolean): void {
    this.emit({ type: "stage-end", runId: this.#runId, stage: path, milliseconds, resumed });
  }
}
