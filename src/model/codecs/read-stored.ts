import { describeValue } from "../../core/house.js";
import { DamagedError } from "../../core/index.js";

/**
 * What a codec stored, once it has all the members that were. Their insides are trusted: outputs are read by their digest.
 * @throws {DamagedError} one is missing, or this is no object.
 */
export function readStored<Stored extends object>(
  what: string,
  stored: unknown,
  members: readonly (keyof Stored & string)[],
): Stored {
  if (hasMembers<Stored>(stored, members)) return stored;
  throw new DamagedError(what, {
    place: what,
    message: `Expected ${what} with ${members.join(", ")}, got ${describeValue(stored)}: another version of this library may have written it; run the stage again`,
  });
}

function hasMembers<Stored extends object>(value: unknown, members: readonly string[]): value is Stored {
  return typeof value === "object" && value !== null && members.every((member) => Object.hasOwn(value, member));
}
