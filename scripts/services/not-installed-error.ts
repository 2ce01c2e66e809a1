/** Thrown when a system cannot be had on this machine: a registry does not answer, a tool is missing. It is skipped, not failed. */
export class NotInstalledError extends Error {
  override readonly name = "NotInstalledError";
}
