import fc from "fast-check";
import { GoldenPipelineError } from "golden-pipeline";

/** What plain JavaScript may hand over where a type says something else. */
export const impossible: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    Number.NaN,
    -32.82,
    5n,
    true,
    Symbol("none"),
    () => "32",
    new Date(0),
    new Map([["a", 1]]),
    new Set(["a"]),
    new Float64Array(2),
    Object.create(null),
    { answer: "x" },
    { length: 2 },
    [],
    [undefined],
    [null, "x"],
    [["x"]],
    "",
    "x",
  ),
  fc.anything({ maxDepth: 1 }),
);

/** An error of the house, which says what it is about; undefined where there was a result. Anything else that is thrown fails. */
export function refusalOf(score: () => unknown): string | undefined {
  try {
    score();
  } catch (error) {
    if (GoldenPipelineError.isInstance(error)) return error.message;
    throw error;
  }
  return undefined;
}
