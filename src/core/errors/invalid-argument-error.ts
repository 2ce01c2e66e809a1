import { describeValue } from "./describe-value.js";
import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown when an option or argument is outside what a function accepts. It is never thrown for bad data: bad rows are quarantined. */
export class InvalidArgumentError extends GoldenPipelineError {
  readonly expected: string;
  readonly got: unknown;

  /**
   * @param expected Reads on from "Expected", e.g. "`test` to be a fraction between 0 and 1".
   * @param words Reads on from "got", where the value does not speak for itself, e.g. "1 row". @default the value and its type
   */
  constructor(place: string, expected: string, got: unknown, words: string | undefined = describeGot(expected, got)) {
    super("invalid-argument", { place, message: `Expected ${expected}, got ${words}` });
    this.expected = expected;
    this.got = got;
  }

  static override isInstance(error: unknown): error is InvalidArgumentError {
    return errorCode(error) === "invalid-argument";
  }
}

/** Where something else than a function is expected, the function that makes it was most likely given in its place: a metric, a trainer, a gate. */
function describeGot(expected: string, got: unknown): string {
  const words = describeValue(got);
  if (typeof got !== "function" || !/^[\p{Ll}_$]/u.test(got.name) || /\bfunctions?\b|\bJSON\b/.test(expected))
    return words;
  return `${words}: call it, \`${got.name}()\``;
}
