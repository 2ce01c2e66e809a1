import { InvalidArgumentError } from "../core/index.js";

/**
 * An answer is a text, also for those who have no compiler: of a number or of nothing no text is made.
 * @throws {InvalidArgumentError} it is none.
 */
export function checkAnswer(place: string, answer: unknown): void {
  if (typeof answer !== "string")
    throw new InvalidArgumentError(place, "an answer that is a text (rows without one are `unanswered`)", answer);
}
