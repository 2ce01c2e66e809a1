import { canonicalJson } from "../canonical-json.js";
import { InvalidArgumentError } from "../errors/index.js";
import type { Json } from "../json.js";
import type { Digest, Head, Store, StoredEvent } from "../store.js";

/** A pure fold over a log: the state is plain JSON and depends on nothing but the events. */
export interface Fold<State extends Json> {
  /** Names the snapshots; lower-case words joined by `-`. */
  readonly id: string;
  /** Change it when `apply` changes: older snapshots are then left aside. */
  readonly version: number;
  readonly initial: State;
  readonly apply: (state: State, event: StoredEvent) => State;
}

export interface FoldResult<State extends Json> {
  readonly state: State;
  readonly head: Head;
}

interface Snapshot {
  readonly sequence: number;
  readonly hash: Digest;
  readonly state: Digest;
}

/** @throws {InvalidArgumentError} the id is not lower-case words joined by `-`. */
export function createFold<State extends Json>(fold: Fold<State>): Fold<State> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(fold.id))
    throw new InvalidArgumentError("fold", "an id of lower-case words joined by `-`", fold.id);
  return Object.freeze(fold);
}

/**
 * Folds a log, from its newest snapshot when that still fits the log's hashes, otherwise from the first event.
 * @param options.since A former result: only newer events are applied to it.
 * @param options.snapshotEvery After folding at least this many events a snapshot is written, as a blob and an event in `snapshots/<fold>-<version>/<log>`. @default 10000
 */
export async function foldLog<State extends Json>(
  store: Store,
  log: string,
  fold: Fold<State>,
  options: { readonly snapshotEvery?: number; readonly since?: FoldResult<State> } = {},
): Promise<FoldResult<State>> {
  const { snapshotEvery = 10_000 } = options;
  const snapshots = `snapshots/${fold.id}-${fold.version}/${log}`;
  let { state, head } = options.since ?? (await newestSnapshot(store, log, snapshots, fold));
  let folded = 0;
  let time = 0;
  const newest = await store.head(log);
  if (newest.sequence > head.sequence)
    for await (const event of store.read(log, { from: head.sequence + 1 })) {
      state = fold.apply(state, event);
      head = { sequence: event.sequence, hash: event.hash };
      time = event.time;
      folded++;
    }
  if (folded >= snapshotEvery && head.hash !== null) {
    const blob = await store.blobs.put(new TextEncoder().encode(canonicalJson(state)));
    await store.append(snapshots, [
      { type: "snapshot-written", time, data: { sequence: head.sequence, hash: head.hash, state: blob } },
    ]);
  }
  return { state, head };
}

async function newestSnapshot<State extends Json>(
  store: Store,
  log: string,
  snapshots: string,
  fold: Fold<State>,
): Promise<FoldResult<State>> {
  const { sequence } = await store.head(snapshots);
  const beginning: FoldResult<State> = { state: fold.initial, head: { sequence: 0, hash: null } };
  if (sequence === 0) return beginning;
  for await (const event of store.read(snapshots, { from: sequence })) {
    const snapshot = event.data as unknown as Snapshot;
    for await (const { hash } of store.read(log, { from: snapshot.sequence, to: snapshot.sequence }))
      if (hash === snapshot.hash) {
        const state = JSON.parse(new TextDecoder().decode(await store.blobs.get(snapshot.state))) as State;
        return { state, head: { sequence: snapshot.sequence, hash } };
      }
  }
  return beginning;
}
