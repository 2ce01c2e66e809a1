/** Commits before files are read ahead: who reads a few new events gains nothing. */
const patience = 16;
/** Files read at once. */
const width = 16;

/**
 * Reads files by number, in rising order, several at once where many are asked for: a log that was written one event a commit is
 * mostly waiting for files to be opened.
 * @param list The numbers that there are, in order. It is asked for rarely, and may be out of date when they are read.
 */
export function createReadAhead<T>(
  list: () => Promise<readonly number[]>,
  read: (first: number) => Promise<T>,
): (first: number) => Promise<T> {
  const begun = new Map<number, Promise<T>>();
  let names: readonly number[] = [];
  let position = 0;
  let taken = 0;

  return async function take(first) {
    taken++;
    if (taken % patience === 0 && position >= names.length && begun.size === 0) {
      names = await list();
      position = names.findIndex((name) => name > first);
      if (position < 0) position = names.length;
    }
    for (const name of begun.keys()) if (name < first) begun.delete(name);
    for (let name = names[position]; name !== undefined && begun.size < width; name = names[++position]) {
      if (name < first) continue;
      const reading = read(name);
      // Who takes it hears of it.
      reading.catch(() => undefined);
      begun.set(name, reading);
    }
    const ready = begun.get(first);
    begun.delete(first);
    return ready ?? read(first);
  };
}
