/** Thrown inside the writing of SQL where something has no meaning there that is the same; it ends in a list, never at the caller. */
export class Unsayable extends Error {}

/** What is written, or why it cannot be. */
export function sayOr<T>(write: () => T, otherwise: (reason: string) => void): T | undefined {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error;
    otherwise(error.message);
    return undefined;
  }
}
