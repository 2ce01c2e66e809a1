import { checkArguments, checkOptions, option, systemClock } from "../../core/house.js";
import {
  type Clock,
  InvalidArgumentError,
  MissingError,
  type NewEvent,
  StateError,
  type Store,
} from "../../core/index.js";
import { appendToDatasets, type DatasetState, keptContracts, readDatasetState } from "./dataset-log.js";

const tagPattern = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
const versionPattern = /^dataset-[0-9a-f]{64}$/;

/** @throws {InvalidArgumentError} it is none, or could be taken for a version. */
export function checkTag(tag: string): void {
  if (typeof tag !== "string" || !tagPattern.test(tag) || versionPattern.test(tag))
    throw new InvalidArgumentError(
      "dataset tag",
      "lower-case words and digits joined by `-` or `.`, e.g. `latest`",
      tag,
    );
}

export interface TagDatasetOptions {
  /** The name of the dataset's contract; needed only where the same rows are kept under several. */
  readonly contract?: string;
  /** The version that the tag has to stand on now, null for none: refused when somebody has moved it. @default wherever it stands */
  readonly expect?: string | null;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/**
 * Puts a tag on a version that is kept; it leaves the version it stood on. Tags are apart by contract, and every move stays in the
 * log (`listTagMoves`).
 *
 * @throws {MissingError} no such version is kept.
 * @throws {StateError} the tag does not stand where it was expected.
 * @throws {InvalidArgumentError} the tag is not of its form, or the version is kept under several contracts and none is named.
 */
export async function tagDataset(
  store: Store,
  version: string,
  tag: string,
  options: TagDatasetOptions = {},
): Promise<void> {
  checkArguments("datasets", { store, version, tag }, { store: option.store, version: option.text, tag: option.text });
  checkOptions("tag dataset", options, {
    contract: option.text,
    expect: option.either(option.text, option.oneOf(null)),
    clock: option.noun,
  });
  const { contract, expect, clock = systemClock } = options;
  checkTag(tag);
  await appendToDatasets(store, contract ?? (await contractOf(store, version)), (state) => {
    if (state.versions[version] === undefined) throw new MissingError("datasets", version);
    const standing = state.tags[tag] ?? null;
    if (expect !== undefined && expect !== standing)
      throw new StateError({
        place: `dataset tag ${tag}`,
        message: `Expected it on ${expect ?? "no version"}, got it on ${standing ?? "no version"}: somebody else moved it. Look again and decide anew`,
      });
    return tagEvents(state, tag, version, clock.now());
  });
}

export function tagEvents(state: DatasetState, tag: string, version: string, time: number): readonly NewEvent[] {
  return state.tags[tag] === version ? [] : [{ type: "dataset-tagged", time, data: { tag, version } }];
}

async function contractOf(store: Store, version: string): Promise<string> {
  const found: string[] = [];
  for (const contract of await keptContracts(store))
    if ((await readDatasetState(store, contract)).state.versions[version] !== undefined) found.push(contract);
  const [only, ...others] = found;
  if (only === undefined) throw new MissingError("datasets", version);
  if (others.length > 0)
    throw new InvalidArgumentError(
      "datasets",
      "`contract` to name one of those the rows are kept under",
      found,
      found.join(", "),
    );
  return only;
}
