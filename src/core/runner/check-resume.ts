import { StateError } from "../errors/index.js";
import type { StageInfo } from "../stage.js";
import type { RunRecord, StageDescription } from "./run-record.js";

/** @throws {StateError} saying what differs between the recorded run and what is to be run under its id. */
export function checkResume(
  record: RunRecord,
  stage: StageInfo,
  seed: number | undefined,
  input: string | undefined,
): void {
  const changes: string[] = [];
  if (record.stage.fingerprint !== stage.fingerprint) changes.push(...compareStages(record.stage, stage, stage.id));
  if (seed !== undefined && seed !== record.seed) changes.push(`the seed was ${record.seed} and is ${seed}`);
  if (input !== undefined && record.input !== undefined && input !== record.input)
    changes.push(`the input was ${record.input} and is ${input}`);
  if (changes.length === 0) return;
  throw new StateError({
    place: `run ${record.runId}`,
    message: `Expected what the run was started with, got changes: ${changes.join("; ")}. Give another \`runId\` to run it anew`,
  });
}

/** The deepest stages that differ, by what differs in them. */
function compareStages(was: StageDescription, is: StageInfo, place: string): string[] {
  if (was.fingerprint === is.fingerprint) return [];
  const ids = (children: readonly { readonly id: string }[]): string =>
    children.map(({ id }) => id).join(", ") || "none";
  if (was.id !== is.id) return [`stage ${place} was ${was.id} and is ${is.id}`];
  if (was.version !== is.version) return [`stage ${place} had version ${was.version} and has ${is.version}`];
  if (ids(was.children) !== ids(is.children))
    return [`the stages in ${place} were ${ids(was.children)} and are ${ids(is.children)}`];
  const inner = is.children.flatMap((child, index) => {
    const before = was.children[index];
    return before === undefined ? [] : compareStages(before, child, `${place}>${child.id}`);
  });
  return inner.length > 0 ? inner : [`stage ${place} has other params`];
}

const descriptions = new WeakMap<StageInfo, StageDescription>();

/** A stage with all that is inside it, as the run record keeps it. */
export function describeStage(stage: StageInfo): StageDescription {
  const known = descriptions.get(stage);
  if (known !== undefined) return known;
  const { id, version, fingerprint, params, children } = stage;
  const description = { id, version, fingerprint, params, children: children.map(describeStage) };
  descriptions.set(stage, description);
  return description;
}
