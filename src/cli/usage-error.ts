/** Thrown when a command is used in a way that it does not understand, or on what is no store; told in one sentence. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
