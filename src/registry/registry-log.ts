import { type FoldResult, foldLog, isLogName } from "../core/house.js";
import { ConflictError, InvalidArgumentError, type Store } from "../core/index.js";
import type { RegistryEvent } from "./registry-event.js";
import { type RegistryState, registryFold } from "./registry-state.js";

/** A model's state and the newest event in it. */
export type RegistryView = FoldResult<RegistryState>;

/** Reads and extends the logs of models; events already folded are not read again. */
export interface RegistryLog {
  read(model: string): Promise<RegistryView>;
  /** As it stood at a moment: up to the last event before the first one that is later. */
  readAt(model: string, time: number): Promise<RegistryState>;
  /** @throws {ConflictError} somebody else wrote since `expect`. */
  append(model: string, event: RegistryEvent, time: number, expect: number): Promise<void>;
  /**
   * Appends what was decided on a view. Without `expect` it gives way only to those who changed what the decision was about: somebody
   * registering a version at the same moment must not stop a rollback.
   * @throws {ConflictError} somebody else wrote since `expect`, or changed what `about` reads.
   */
  decide(model: string, view: RegistryView, event: RegistryEvent, options: DecideOptions): Promise<void>;
}

export interface DecideOptions {
  readonly time: number;
  readonly expect: number | undefined;
  /** What of the state the decision was about. */
  readonly about: (state: RegistryState) => number | null | undefined;
}

/** The log of a model, `registry/<name>`. @throws {InvalidArgumentError} the name is not lower-case words joined by `-`. */
export function registryLogName(model: string): string {
  const log = `registry/${model}`;
  if (!isLogName(log) || !/^[a-z0-9-]+$/.test(model))
    throw new InvalidArgumentError("registry", "a model name of lower-case words joined by `-`", model);
  return log;
}

export function createRegistryLog(store: Store): RegistryLog {
  const views = new Map<string, RegistryView>();

  async function read(model: string): Promise<RegistryView> {
    const since = views.get(model);
    const view = await foldLog(store, registryLogName(model), registryFold, since === undefined ? {} : { since });
    views.set(model, view);
    return view;
  }

  async function append(model: string, event: RegistryEvent, time: number, expect: number): Promise<void> {
    await store.append(registryLogName(model), [{ type: event.type, time, data: { ...event.data } }], { expect });
  }

  return {
    read,
    append,
    async readAt(model, time) {
      let state = registryFold.initial;
      for await (const event of store.read(registryLogName(model))) {
        if (event.time > time) break;
        state = registryFold.apply(state, event);
      }
      return state;
    },
    async decide(model, view, event, { time, expect, about }) {
      for (let current = view; ; current = await read(model)) {
        if (about(current.state) !== about(view.state))
          throw new ConflictError({
            log: registryLogName(model),
            expected: view.head.sequence,
            actual: current.head.sequence,
          });
        try {
          await append(model, event, time, expect ?? current.head.sequence);
          return;
        } catch (error) {
          if (expect !== undefined || !ConflictError.isInstance(error)) throw error;
        }
      }
    },
  };
}
