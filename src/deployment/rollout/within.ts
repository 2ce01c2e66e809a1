import { TimeoutError } from "../../core/index.js";

/** What the work comes to, or a TimeoutError when that takes too long: a store that hangs must not stop whoever asks it. */
export async function within<T>(place: string, milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(place, milliseconds)), milliseconds);
    timer.unref();
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
