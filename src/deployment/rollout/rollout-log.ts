import { type FoldResult, foldLog } from "../../core/house.js";
import { type Clock, ConflictError, type Store } from "../../core/index.js";
import { type RolloutEvent, rolloutData } from "./rollout-event.js";
import { type RolloutState, rolloutFold } from "./rollout-state.js";

/** A rollout's state and the newest event in it. */
export type RolloutView = FoldResult<RolloutState>;

/** Reads and extends a model's rollout log; events already folded are not read again. */
export interface RolloutLog {
  read(): Promise<RolloutView>;
  /**
   * Appends what was decided on the newest state; when somebody else writes first, it is decided anew. Nothing is written when nothing is
   * decided. What `decide` throws is thrown.
   */
  decide(decide: (state: RolloutState) => RolloutEvent | undefined): Promise<RolloutView>;
}

export interface RolloutLogOptions {
  readonly store: Store;
  readonly model: string;
  readonly clock: Clock;
  /** Who writes. */
  readonly process: string;
}

export function createRolloutLog({ store, model, clock, process }: RolloutLogOptions): RolloutLog {
  const log = `rollouts/${model}`;
  let newest: RolloutView | undefined;

  async function read(): Promise<RolloutView> {
    const view = await foldLog(store, log, rolloutFold, newest === undefined ? {} : { since: newest });
    if (newest === undefined || view.head.sequence > newest.head.sequence) newest = view;
    return newest;
  }

  return {
    read,
    async decide(decide) {
      for (;;) {
        const view = await read();
        const event = decide(view.state);
        if (event === undefined) return view;
        const stored = { type: event.type, time: clock.now(), data: rolloutData(event, process) };
        try {
          await store.append(log, [stored], { expect: view.head.sequence });
          return await read();
        } catch (error) {
          if (!ConflictError.isInstance(error)) throw error;
        }
      }
    },
  };
}
