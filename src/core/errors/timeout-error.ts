import { errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";

/** Thrown by `timeout` when a stage took longer than it may. The stage's own signal is aborted with this error as its reason. */
export class TimeoutError extends GoldenPipelineError {
  readonly milliseconds: number;

  constructor(place: string, milliseconds: number) {
    super("timeout", { place, message: `Expected an answer within ${milliseconds} ms, got none` });
    this.milliseconds = milliseconds;
  }

  static override isInstance(error: unknown): error is TimeoutError {
    return errorCode(error) === "timeout";
  }
}
