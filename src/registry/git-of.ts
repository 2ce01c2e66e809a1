import { type Context, MissingError, readRun, StateError } from "../core/index.js";
import type { ModelManifest } from "../model/index.js";
import type { RegisterOptions } from "./register-options.js";

type Git = ModelManifest["git"];

/** The commit of the run, or of the environment variable GIT_COMMIT outside of one. @throws {StateError} it is not known, and no reason was stated. */
export async function gitOf(context: Context, model: string, { withoutCommit }: RegisterOptions): Promise<Git> {
  const commit = process.env.GIT_COMMIT;
  const recorded = await recordedGit(context);
  if (recorded !== undefined) return recorded;
  if (commit) return { commit, dirty: false };
  if (withoutCommit !== undefined) return { override: withoutCommit.reason };
  throw new StateError({
    place: `register ${model}`,
    message:
      "Expected to know the git commit of the code that trained this model, got none: run from a git checkout by a runner with a store, set GIT_COMMIT, or state `withoutCommit: { reason }`",
  });
}

async function recordedGit({ store, runId }: Context): Promise<Git | undefined> {
  try {
    const git = (await readRun(store, runId)).surroundings?.git;
    if (git === undefined) return undefined;
    return { commit: git.commit, dirty: git.from === "git" && git.dirty };
  } catch (error) {
    if (MissingError.isInstance(error)) return undefined;
    throw error;
  }
}
