import { InvalidArgumentError } from "../core/index.js";

export interface RegisterOptions {
  /** Registers code whose git commit is not known, for a stated reason. @default a commit is required */
  readonly withoutCommit?: { readonly reason: string };
}

/** @throws {InvalidArgumentError} the reason is empty. */
export function checkWithoutCommit(model: string, { withoutCommit }: RegisterOptions): void {
  if (withoutCommit?.reason.trim() === "")
    throw new InvalidArgumentError(`register ${model}`, "`withoutCommit` with a `reason`", withoutCommit);
}
