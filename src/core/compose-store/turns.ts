/** Work of one name is done one at a time, in the order in which it came. */
export interface Turns {
  take<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    take(name, work) {
      const turn = (last.get(name) ?? Promise.resolve()).then(work);
      const over: Promise<void> = turn
        .then(
          () => undefined,
          () => undefined,
        )
        .then(() => {
          if (last.get(name) === over) last.delete(name);
        });
      last.set(name, over);
      return turn;
    },
  };
}
