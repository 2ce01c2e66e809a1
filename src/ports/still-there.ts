import { DamagedError, ErasedError, MissingError } from "../core/index.js";

/** What is read from a store, or why it cannot be had any more: nobody who waits will see it later. */
export async function stillThere<Value>(
  read: () => Promise<Value>,
): Promise<{ readonly value: Value } | { readonly reason: string }> {
  try {
    return { value: await read() };
  } catch (error) {
    if (MissingError.isInstance(error) || ErasedError.isInstance(error) || DamagedError.isInstance(error))
      return { reason: error.message };
    throw error;
  }
}
