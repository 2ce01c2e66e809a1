/** Tells events to whoever listens; what a listener throws stays with it. */
export function createListeners<Event>(): {
  readonly tell: (event: Event) => void;
  /** Returns how to stop listening. */
  readonly on: (listener: (event: Event) => void) => () => void;
} {
  const listeners = new Set<(event: Event) => void>();
  return {
    tell(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch {
          // A listener cannot fail a request.
        }
      }
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
