import { EventEmitter } from "node:events";
import { isThenable } from "./thenable.js";

/** Tells events to whoever listens. */
export interface Emitter<Event extends { readonly type: string }> {
  emit(event: Event): void;
  /** Returns how to stop listening. */
  on<T extends Event["type"]>(type: T, listener: (event: Event & { readonly type: NoInfer<T> }) => unknown): () => void;
  /** Listens to every type. */
  onAny(listener: (event: Event) => unknown): () => void;
}

const any = Symbol("any");

/** Node gives an event called "error", or the ones about listeners, a meaning of its own. */
const channelOf = (type: string): string => `event:${type}`;

/** @param report Told what a listener threw or rejected with: it reaches neither the other listeners nor whoever emits. */
export function createEmitter<Event extends { readonly type: string }>(
  report: (error: unknown, event: Event) => void,
): Emitter<Event> {
  const emitter = new EventEmitter();
  // A runner may have as many listeners as it has watchers: that is no leak.
  emitter.setMaxListeners(0);

  function listen<Heard extends Event>(channel: string | symbol, listener: (event: Heard) => unknown): () => void {
    const guarded = (event: Heard): void => {
      try {
        const result = listener(event);
        if (isThenable(result)) Promise.resolve(result).catch((error: unknown) => report(error, event));
      } catch (error) {
        report(error, event);
      }
    };
    emitter.on(channel, guarded);
    return () => {
      emitter.off(channel, guarded);
    };
  }

  return {
    emit(event) {
      emitter.emit(channelOf(event.type), event);
      emitter.emit(any, event);
    },
    on: (type, listener) => listen(channelOf(type), listener),
    onAny: (listener) => listen(any, listener),
  };
}
