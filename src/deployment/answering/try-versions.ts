import { TimeoutError } from "../../core/index.js";
import type { Assignment } from "../assignment/routing-table.js";
import type { LoadedVersion } from "../versions/load-version.js";
import type { Score } from "../versions/score.js";

/** What became of a request: whose answer it is, why not the assigned version's own, and whether that one failed. */
export interface Attempt {
  readonly version: LoadedVersion;
  /** Undefined when nobody answered: the declared fallback or the error is given. */
  readonly score: Score | undefined;
  readonly fallback?: string;
  /** The assigned version failed or came too late. */
  readonly error: boolean;
  /** What is thrown when there is no fallback. */
  readonly cause?: unknown;
}

/**
 * The assigned version's answer; a canary's failure is made good by the champion. Each arm's own outcome is told whatever came of it.
 * @param failed Told of each version that failed or came too late, also where another one answered.
 * @param canary Undefined where the canary was stopped, or cannot be loaded in this process: the champion answers for it.
 */
export async function tryVersions(
  { arm }: Pick<Assignment, "arm">,
  { champion, canary }: { readonly champion: LoadedVersion; readonly canary: LoadedVersion | undefined },
  score: (version: LoadedVersion) => Score | Promise<Score>,
  failed: (version: LoadedVersion, cause: unknown) => void,
): Promise<Attempt> {
  async function attempt(version: LoadedVersion): Promise<Attempt> {
    try {
      return { version, score: await score(version), error: false };
    } catch (cause) {
      failed(version, cause);
      const fallback = TimeoutError.isInstance(cause) ? "timeout" : "error";
      return { version, score: undefined, error: true, fallback, cause };
    }
  }

  if (arm === "champion") return attempt(champion);
  const own = canary && (await attempt(canary));
  if (own?.score !== undefined) return own;
  const rescue = await attempt(champion);
  if (rescue.score === undefined) return own === undefined ? rescue : { ...own, cause: rescue.cause };
  return {
    ...rescue,
    fallback: own === undefined ? "canary-stopped" : `canary-${own.fallback}`,
    error: own !== undefined,
  };
}
