import { InvalidArgumentError, isLogName, type Store } from "../core/index.js";
import type { RegistryEvent } from "./registry-event.js";
import { applyRegistryEvent, emptyRegistry, type RegistryState } from "./registry-state.js";

/** A model's state and the sequence of the newest event in it. */
export interface RegistryView {
  readonly state: RegistryState;
  readonly sequence: number;
}

/** Reads and extends the logs of models; events already folded are not read again. */
export interface RegistryLog {
  read(model: string): Promise<RegistryView>;
  /** @throws {ConflictError} somebody else wrote since `expect`. */
  append(model: string, event: RegistryEvent, time: number, expect: number): Promise<void>;
}

/** The log of a model, `registry/<name>`. @throws {InvalidArgumentError} the name is not lower-case words joined by `-`. */
export function registryLogName(model: string): string {
  const log = `registry/${model}`;
  if (!isLogName(log) || model.includes("/"))
    throw new InvalidArgumentError("registry", "a model name of lower-case words joined by `-`", model);
  return log;
}

export function createRegistryLog(store: Store): RegistryLog {
  const views = new Map<string, RegistryView>();
  return {
    async read(model) {
      const log = registryLogName(model);
      let { state, sequence } = views.get(model) ?? { state: emptyRegistry, sequence: 0 };
      const head = await store.head(log);
      if (head.sequence > sequence)
        for await (const event of store.read(log, { from: sequence + 1 })) {
          state = applyRegistryEvent(state, event);
          sequence = event.sequence;
        }
      const view = { state, sequence };
      views.set(model, view);
      return view;
    },
    async append(model, event, time, expect) {
      await store.append(registryLogName(model), [{ type: event.type, time, data: { ...event.data } }], { expect });
    },
  };
}
