/** The most that is kept. */
const most = 1000;

/** Calls once for each key, also while the call is under way. What failed or gave nothing is not kept: it may be there later. */
export function rememberPromises<Key, Value>(
  call: (key: Key) => Promise<Value | undefined>,
): (key: Key) => Promise<Value | undefined> {
  const kept = new Map<Key, Promise<Value | undefined>>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const asked = call(key);
    kept.set(key, asked);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    const forget = (): void => {
      if (kept.get(key) === asked) kept.delete(key);
    };
    asked.then((value) => value === undefined && forget(), forget);
    return asked;
  };
}
