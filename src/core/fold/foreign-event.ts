import { DamagedError } from "../errors/damaged-error.js";
import type { StoredEvent } from "../store.js";

/**
 * What is thrown of an event whose data is not what its type says: one sentence for every log.
 * @param log What its reference begins with, e.g. `alarms`.
 */
export function foreignEvent(place: string, log: string, { type, sequence }: StoredEvent): DamagedError {
  return new DamagedError(`${log}@${sequence}`, {
    place,
    message: `Expected ${type} with its facts, got other data: another version of this library, older or newer, may have written it, or it was edited`,
  });
}
