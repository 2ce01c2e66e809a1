import { checkOptions, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";

export interface RegisterOptions {
  /** Registers code whose git commit is not known, for a stated reason. @default a commit is required */
  readonly withoutCommit?: { readonly reason: string };
}

/** @throws {InvalidArgumentError} the reason is empty. */
export function checkRegister(model: string, options: RegisterOptions): void {
  checkOptions(`register ${model}`, options, {
    withoutCommit: option.object<NonNullable<RegisterOptions["withoutCommit"]>>({
      reason: option.required(option.text),
    }),
  });
  const { withoutCommit } = options;
  if (withoutCommit?.reason.trim() === "")
    throw new InvalidArgumentError(`register ${model}`, "`withoutCommit` with a `reason`", withoutCommit);
}
