/** Hands what many produce to one consumer, who takes it one by one. */
export interface Outlet<T> extends AsyncIterable<T> {
  /** Resolves when the consumer has come back for the next one: nobody produces ahead of it. */
  give(value: T): Promise<void>;
  /** What was given is still taken, then the iteration ends. */
  close(): void;
  /** The consumer has gone: nobody waits for it. */
  abandon(): void;
}

export function createOutlet<T>(): Outlet<T> {
  const given: { readonly value: T; readonly taken: () => void }[] = [];
  let closed = false;
  let abandoned = false;
  let wake = (): void => {};
  return {
    give: (value) =>
      new Promise((taken) => {
        if (abandoned) return taken();
        given.push({ value, taken });
        wake();
      }),
    close() {
      closed = true;
      wake();
    },
    abandon() {
      abandoned = true;
      for (const { taken } of given.splice(0)) taken();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next = given.shift();
        if (next !== undefined) {
          yield next.value;
          next.taken();
        } else if (closed) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
}
