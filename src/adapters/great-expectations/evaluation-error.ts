/** Why an expectation could not be evaluated, by the kinds of error of the reference: it stands in `exception_info`, and is never thrown at a user. */
export class EvaluationError extends Error {
  constructor(
    readonly kind: "ValueError" | "TypeError" | "KeyError" | "ValidationError",
    message: string,
  ) {
    super(message);
    this.name = "EvaluationError";
  }
}
