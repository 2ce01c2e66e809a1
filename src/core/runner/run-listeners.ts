import { EventEmitter } from "eventemitter3";
import type { Logger } from "../context.js";
import { isThenable } from "../thenable.js";
import type { RunnerEvent } from "./partition-event.js";

/** Who wants to be told of runs. */
export interface RunListeners {
  on<T extends RunnerEvent["type"]>(
    type: T,
    listener: (event: RunnerEvent & { readonly type: NoInfer<T> }) => unknown,
  ): () => void;
  emit(event: RunnerEvent): void;
}

/** A listener that throws or rejects is reported to the log and cannot fail a run. */
export function createRunListeners(log: Logger): RunListeners {
  const emitter = new EventEmitter();
  const report = (type: string) => (error: unknown) =>
    log.warn({ error, event: type }, `A listener for ${type} threw: the run goes on`);
  return {
    on(type, listener) {
      const guarded = (event: RunnerEvent & { readonly type: typeof type }): void => {
        try {
          const result = listener(event);
          if (isThenable(result)) Promise.resolve(result).catch(report(type));
        } catch (error) {
          report(type)(error);
        }
      };
      emitter.on(type, guarded);
      return () => {
        emitter.off(type, guarded);
      };
    },
    emit: (event) => {
      emitter.emit(event.type, event);
    },
  };
}
