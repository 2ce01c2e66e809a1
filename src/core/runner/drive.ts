import { canonicalJson } from "../canonical-json.js";
import { InvalidArgumentError } from "../errors/index.js";
import { linkSignal } from "../link-signal.js";
import { parseCanonicalJson } from "../parse-canonical-json.js";
import { childContext } from "../place.js";
import { isSequence, isUnit } from "../plan/placements.js";
import type { Artifact, Executor } from "../ports/executor.js";
import { isDigest } from "../reference.js";
import { type ScopedContext, scopeOf } from "../scope.js";
import type { StageInfo } from "../stage.js";
import { internalsOf } from "../stage-internals.js";
import type { StoreBlobs } from "../store.js";
import { artifactOf, loadOutput, type StoredOutput, storedArtifact, storeOutput } from "../stored-output.js";
import type { PassedInput } from "./run-events.js";
import type { RunFollower } from "./run-follower.js";

export interface DriveOptions {
  readonly executor: Executor;
  readonly blobs: StoreBlobs;
  readonly follower: RunFollower;
  readonly seed: number;
  readonly context: ScopedContext;
}

/** What goes from stage to stage: a reference, or the run's own input where JSON cannot carry it and no reference can be given. */
type Held = { readonly artifact: Artifact } | { readonly value: unknown };

/**
 * Goes through a pipeline by its plan: each stage that may run elsewhere is given to the executor as a reference to its input, and gives
 * one to its output. Stages that take an input which JSON cannot carry (a file, a client) are run here.
 */
export async function drive(
  stage: StageInfo,
  input: unknown,
  options: DriveOptions,
): Promise<{ readonly output: unknown; readonly stored: StoredOutput | PassedInput }> {
  const driver = new Driver(options);
  const { blobs, context } = options;
  const held = await driver.hold(input);
  const { isPipeline, passesInput, codec } = internalsOf(stage);
  const output = isPipeline
    ? await driver.work(stage, "", held, context)
    : await driver.place(stage, stage.id, held, context);
  if (passesInput || !("artifact" in output)) return { output: input, stored: { passed: true } };
  const stored = storedArtifact(output.artifact);
  return { output: await loadOutput(stored, codec, blobs, stage.id, scopeOf(context).nouns), stored };
}

class Driver {
  readonly #options: DriveOptions;

  constructor(options: DriveOptions) {
    this.#options = options;
  }

  async hold(input: unknown): Promise<Held> {
    try {
      if (input !== undefined) canonicalJson(input);
    } catch {
      return { value: input };
    }
    const { blobs } = this.#options;
    return { artifact: await artifactOf(await storeOutput(input, undefined, blobs, "input"), blobs) };
  }

  /** A stage in its place: what was finished is not done again, and what is done is recorded. */
  async place(stage: StageInfo, path: string, input: Held, context: ScopedContext): Promise<Held> {
    const { follower, blobs } = this.#options;
    const finished = follower.finishedAt(path);
    if (finished !== undefined) return "passed" in finished ? input : { artifact: await artifactOf(finished, blobs) };
    const digest = "artifact" in input ? input.artifact.digest : follower.digestInput(input.value);
    let output: Held = input;
    await follower.record(stage, path, digest, async () => {
      output = await this.work(stage, path, input, context);
      if (internalsOf(stage).passesInput || !("artifact" in output)) return { passed: true };
      return storedArtifact(output.artifact);
    });
    return output;
  }

  async work(stage: StageInfo, path: string, input: Held, context: ScopedContext): Promise<Held> {
    context.signal.throwIfAborted();
    if (isSequence(stage)) return this.#inOrder(stage, input, context);
    if (!isUnit(stage)) return this.#atOnce(stage, input, context);
    return "artifact" in input
      ? this.#elsewhere(stage, path, input.artifact, context)
      : this.#here(stage, input.value, context);
  }

  async #elsewhere(stage: StageInfo, path: string, input: Artifact, { runId, signal }: ScopedContext): Promise<Held> {
    const { executor, seed } = this.#options;
    const { id, fingerprint } = stage;
    const artifact = await executor.execute({ runId, seed, path, stage: id, fingerprint, input }, { signal });
    if (!isDigest(artifact?.digest))
      throw new InvalidArgumentError("executor", `an artifact of stage ${path || id}`, artifact);
    return { artifact: { digest: artifact.digest, codec: artifact.codec } };
  }

  async #here(stage: StageInfo, input: unknown, context: ScopedContext): Promise<Held> {
    const { blobs } = this.#options;
    const { codec, passesInput, execute } = internalsOf(stage);
    const output = await execute(input, context);
    if (passesInput) return { value: input };
    return { artifact: await artifactOf(await storeOutput(output, codec, blobs, stage.id), blobs) };
  }

  async #inOrder(stage: StageInfo, input: Held, context: ScopedContext): Promise<Held> {
    let held = input;
    for (const slot of internalsOf(stage).slots) {
      const inner = childContext(context, slot.stage, slot.segment);
      held = await this.place(slot.stage, scopeOf(inner).path, held, inner);
    }
    return held;
  }

  /** The outputs of `parallel` are put together as they stand, without being read. The first failure stops the others. */
  async #atOnce(stage: StageInfo, input: Held, context: ScopedContext): Promise<Held> {
    const linked = linkSignal(context.signal);
    const { slots, codec } = internalsOf(stage);
    const settled = await Promise.allSettled(
      slots.map(async ({ stage: branch, segment }) => {
        try {
          const inner = childContext({ ...context, signal: linked.signal }, branch, segment);
          return [
            segment,
            await this.#readJson(branch, await this.place(branch, scopeOf(inner).path, input, inner)),
          ] as const;
        } catch (error) {
          linked.abort(error);
          throw error;
        }
      }),
    );
    linked.release();
    if (settled.some(({ status }) => status === "rejected")) throw linked.signal.reason;
    const outputs = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const { blobs } = this.#options;
    const digest = await blobs.put(Buffer.from(canonicalJson(Object.fromEntries(outputs))));
    return { artifact: { digest, codec: codec?.id ?? null } };
  }

  async #readJson(branch: StageInfo, output: Held): Promise<unknown> {
    const expected = internalsOf(branch).codec?.id ?? null;
    if (!("artifact" in output) || output.artifact.codec !== expected)
      throw new InvalidArgumentError(
        `parallel, stage ${branch.id}`,
        "an output that is JSON or has a codec",
        undefined,
        "neither",
      );
    const text = Buffer.from(await this.#options.blobs.get(output.artifact.digest)).toString();
    return text === "" ? undefined : parseCanonicalJson(text);
  }
}
