import { type Clock, StateError } from "../../core/index.js";
import type { ModelSource } from "../../ports/index.js";
import type { CanaryDesk } from "../canary/canary-desk.js";
import type { RouterEvent } from "../router-event.js";
import type { Versions } from "../versions/versions.js";
import { type Away, createAway } from "./away.js";
import { createRegistryWatch, followRegistry } from "./follow-registry.js";
import { isPartial, type LiveTable, loadTable } from "./live-table.js";
import { rolloutChanges } from "./rollout-changes.js";
import type { RegistryFacts, RolloutEvent } from "./rollout-event.js";
import type { RolloutLog, RolloutView } from "./rollout-log.js";
import { noRollout, type RolloutState } from "./rollout-state.js";
import { within } from "./within.js";

/** What this process serves of a rollout, and how that is changed and followed. */
export interface Rollout {
  /** What requests are answered under, right now. */
  readonly live: LiveTable;
  /** Records what is decided on the newest state, and serves it. Resolves to what was served before, and after. */
  change(
    decide: (state: RolloutState) => RolloutEvent | undefined,
  ): Promise<{ readonly before: LiveTable; readonly after: LiveTable }>;
  /** Follows the log and the registry, tells what was counted, decides where this process has the lease. Never throws: see `away`. */
  sync(): Promise<void>;
  readonly away: { readonly store: Away["status"]; readonly registry: Away["status"] };
}

export interface RolloutOptions {
  readonly place: string;
  readonly model: string;
  readonly log: RolloutLog;
  readonly versions: Versions;
  readonly registry: ModelSource;
  readonly desk: CanaryDesk;
  readonly clock: Clock;
  readonly tell: (event: RouterEvent) => void;
  /** Told of each table before the first request is answered under it. */
  readonly adopted: (live: LiveTable) => void;
  /** The version to begin with. */
  readonly version: string | undefined;
  /** How long the store or the registry may take. */
  readonly milliseconds: number;
}

/**
 * Reads where the rollout stands, or begins it.
 * @throws {StateError} the store is away and no version is given. @throws {MissingError} there is no rollout yet and the registry has no champion.
 */
export async function startRollout(options: RolloutOptions): Promise<Rollout> {
  const { place, model, log, versions, registry, desk, clock, tell, adopted, milliseconds } = options;
  const store = createAway("store", clock.now, tell);
  const registryAway = createAway("registry", clock.now, tell);
  const registryWatch = createRegistryWatch(registry, model);
  const limited = <T>(work: () => Promise<T>): Promise<T> => within(place, milliseconds, work);
  const unavailable = new Set<string>();

  function tellUnavailable(version: string, cause: unknown): void {
    if (!unavailable.has(version)) tell({ type: "unavailable", version, cause });
    unavailable.add(version);
  }

  /** Loads what a newer state names, then serves it: by one assignment, so that each request sees one table. */
  async function adopt(next: RolloutView): Promise<void> {
    if (view !== undefined && next.head.sequence <= view.head.sequence && !isPartial(live)) return;
    let loaded: LiveTable;
    try {
      loaded = await loadTable(next.state, versions, tellUnavailable);
    } catch (cause) {
      // The last table is served until the champion can be had.
      tellUnavailable(next.state.champion ?? "", cause);
      return;
    }
    if (!isPartial(loaded)) unavailable.clear();
    // Another change may have been served while this one was loaded.
    if (view !== undefined && next.head.sequence < view.head.sequence) return;
    const before = live.state;
    view = next;
    live = loaded;
    desk.adopt(loaded.state.canary);
    adopted(loaded);
    for (const event of rolloutChanges(before, loaded.state)) tell(event);
  }

  async function begin(): Promise<RolloutView> {
    const found = await log.read();
    if (found.state.champion !== null) return found;
    const { id } = await versions.load(options.version ?? `${model}@champion`);
    const registryFacts = (await registryWatch.look()) ?? null;
    return log.decide((state) =>
      state.champion === null ? { type: "rollout-started", data: { version: id, registry: registryFacts } } : undefined,
    );
  }

  async function followTheRegistry(): Promise<void> {
    let stands: RegistryFacts | undefined;
    try {
      stands = await limited(() => registryWatch.look());
      registryAway.answered();
    } catch (cause) {
      registryAway.failed(cause);
    }
    const moved = stands;
    if (moved === undefined || followRegistry(live.state, moved) === undefined) return;
    await adopt(await limited(() => log.decide((state) => followRegistry(state, moved))));
  }

  async function round(): Promise<void> {
    try {
      const next = await limited(begin);
      // A version that takes long to load is served when it is there.
      await limited(() => adopt(next)).catch(() => undefined);
      await followTheRegistry();
      await limited(() => desk.round());
      store.answered();
    } catch (cause) {
      desk.freeze();
      store.failed(cause);
    }
  }

  /** The log at the start; undefined when it cannot be read and a version to serve without it is given. */
  async function firstView(): Promise<RolloutView | undefined> {
    try {
      await limited(() => log.read());
    } catch (cause) {
      store.failed(cause);
      if (options.version !== undefined) return undefined;
      throw new StateError({
        place,
        message: `Expected the rollout to be read from its store, got "${cause instanceof Error ? cause.message : String(cause)}": give \`version\` to serve without it until it is back`,
        cause,
      });
    }
    return begin();
  }

  let view = await firstView();
  const firstState = view?.state ?? { ...noRollout, champion: (await versions.load(options.version ?? "")).id };
  let live = await loadTable(firstState, versions, tellUnavailable);
  desk.adopt(live.state.canary);
  adopted(live);
  let rounds: Promise<void> = Promise.resolve();

  return {
    get live() {
      return live;
    },
    async change(decide) {
      const before = live;
      await adopt(await limited(() => log.decide(decide)));
      return { before, after: live };
    },
    sync() {
      rounds = rounds.then(round);
      return rounds;
    },
    get away() {
      return { store: store.status, registry: registryAway.status };
    },
  };
}
