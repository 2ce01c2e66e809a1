import { canonicalJson } from "../canonical-json.js";
import {
  DamagedError,
  ErasedError,
  InvalidArgumentError,
  MissingError,
  StateError,
  StorageError,
} from "../errors/index.js";
import type { Json } from "../json.js";
import { parseCanonicalJson } from "../parse-canonical-json.js";
import type { Head, Store, StoredEvent } from "../store.js";

/** A pure fold over a log: the state is plain JSON and depends on nothing but the events. */
export interface Fold<State extends Json> {
  /** Names the snapshots; lower-case words joined by `-`. */
  readonly id: string;
  /** Change it when `apply` changes: older snapshots are then left aside. */
  readonly version: number;
  readonly initial: State;
  /** Gives a new state; must change neither the old one nor the event. */
  readonly apply: (state: State, event: StoredEvent) => State;
}

export interface FoldResult<State extends Json> {
  readonly state: State;
  /** The newest event in the state. */
  readonly head: Head;
}

export interface FoldOptions<State extends Json> {
  /** After folding at least this many events a snapshot is written, as a blob and an event in `snapshots/<fold>-<version>/<log>`. @default 10000 */
  readonly snapshotEvery?: number;
  /** A former result: only newer events are applied to it. */
  readonly since?: FoldResult<State>;
}

// A damaged snapshot is passed over for an older one, but a log is not searched for long.
const snapshotsTried = 8;

/** @throws {InvalidArgumentError} the id is not lower-case words joined by `-`, or the version not an integer of at least 0. */
export function createFold<State extends Json>(fold: Fold<State>): Fold<State> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(fold.id))
    throw new InvalidArgumentError("fold", "an id of lower-case words joined by `-`", fold.id);
  if (!Number.isSafeInteger(fold.version) || fold.version < 0)
    throw new InvalidArgumentError(`fold ${fold.id}`, "`version` to be an integer of at least 0", fold.version);
  return Object.freeze(fold);
}

/**
 * Folds a log, from its newest snapshot that still fits the log's hashes, otherwise from the first event.
 * The result is that of folding every event; a snapshot only saves time, and failing to write one is no failure.
 * @throws {StateError} events were trimmed that no snapshot covers.
 * @throws {DamagedError} an event does not fit its hash.
 */
export async function foldLog<State extends Json>(
  store: Store,
  log: string,
  fold: Fold<State>,
  options: FoldOptions<State> = {},
): Promise<FoldResult<State>> {
  const { snapshotEvery = 10_000, since } = options;
  if (!(snapshotEvery >= 1))
    throw new InvalidArgumentError(`fold ${fold.id}`, "`snapshotEvery` to be at least 1", snapshotEvery);
  const snapshots = `snapshots/${fold.id}-${fold.version}/${log}`;
  const newest = await store.head(log);
  if (since !== undefined && since.head.sequence === newest.sequence) return since;
  let { state, head } = since ?? (await readSnapshot(store, log, snapshots, fold));
  let folded = 0;
  let time = 0;
  if (newest.sequence > head.sequence)
    for await (const event of store.read(log, { from: head.sequence + 1, to: newest.sequence })) {
      if (event.sequence !== head.sequence + 1)
        throw new StateError({
          place: `fold ${fold.id}`,
          message: `Expected event ${head.sequence + 1} of log ${log}, got ${event.sequence}: those before were trimmed and no snapshot covers them`,
        });
      state = fold.apply(state, event);
      head = { sequence: event.sequence, hash: event.hash };
      time = event.time;
      folded++;
    }
  const result = { state, head };
  if (folded >= snapshotEvery) await writeSnapshot(store, snapshots, result, time);
  return result;
}

async function writeSnapshot<State extends Json>(
  store: Store,
  snapshots: string,
  { state, head }: FoldResult<State>,
  time: number,
): Promise<void> {
  try {
    const blob = await store.blobs.put(new TextEncoder().encode(canonicalJson(state)));
    const data = { sequence: head.sequence, hash: head.hash, blob };
    await store.append(snapshots, [{ type: "snapshot-written", time, data }]);
  } catch (error) {
    // A reader of a full disk still gets its state.
    if (!StorageError.isInstance(error)) throw error;
  }
}

async function readSnapshot<State extends Json>(
  store: Store,
  log: string,
  snapshots: string,
  fold: Fold<State>,
): Promise<FoldResult<State>> {
  const { sequence } = await store.head(snapshots);
  const events: StoredEvent[] = [];
  if (sequence > 0)
    for await (const event of store.read(snapshots, { from: Math.max(1, sequence - snapshotsTried + 1) }))
      events.push(event);
  for (const { data } of events.reverse()) {
    try {
      const found = await loadSnapshot<State>(store, log, data);
      if (found) return found;
    } catch (error) {
      if (!DamagedError.isInstance(error) && !MissingError.isInstance(error) && !ErasedError.isInstance(error))
        throw error;
    }
  }
  return { state: fold.initial, head: { sequence: 0, hash: null } };
}

/** Undefined when the log does not have the event, with that hash, which the snapshot was made at. */
async function loadSnapshot<State extends Json>(
  store: Store,
  log: string,
  data: Json,
): Promise<FoldResult<State> | undefined> {
  const { sequence, hash, blob } = data as {
    readonly sequence: number;
    readonly hash: string;
    readonly blob: `sha256:${string}`;
  };
  for await (const event of store.read(log, { from: sequence, to: sequence }))
    if (event.sequence === sequence && event.hash === hash) {
      const text = new TextDecoder().decode(await store.blobs.get(blob));
      return { state: parseCanonicalJson(text) as State, head: { sequence, hash: event.hash } };
    }
  return undefined;
}
