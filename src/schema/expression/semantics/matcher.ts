import { InvalidArgumentError } from "../../../core/index.js";

/**
 * A test of whether a pattern is found in a text, always with the same answer for the same text.
 * @throws {InvalidArgumentError} the flags hold g or y, which make a pattern remember where it stopped.
 */
export function matcher(pattern: string, flags: string): (text: string) => boolean {
  if (/[gy]/.test(flags))
    throw new InvalidArgumentError(
      "expression",
      "a pattern without the flags g and y",
      pattern,
      `/${pattern}/${flags}`,
    );
  const compiled = new RegExp(pattern, flags);
  return (text) => compiled.test(text);
}
