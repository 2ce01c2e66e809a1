import { ConflictError } from "../errors/index.js";
import type { Store } from "../store.js";

const digits = 6;

/** Makes a log `<log>/<number>` that nobody else has or will get, and returns its name. Numbers rise, so that names sort by age. */
export async function claimLog(store: Store, log: string, time: number): Promise<string> {
  const taken = (await store.logs(`${log}/`)).map((name) => Number(/^\/(\d+)$/.exec(name.slice(log.length))?.[1] ?? 0));
  for (let number = taken.reduce((most, one) => Math.max(most, one), 0) + 1; ; number++) {
    const name = `${log}/${String(number).padStart(digits, "0")}`;
    try {
      await store.append(name, [{ type: "writer-opened", time, data: {} }], { expect: 0 });
      return name;
    } catch (error) {
      // Another process was faster by a moment.
      if (!ConflictError.isInstance(error)) throw error;
    }
  }
}
