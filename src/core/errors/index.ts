export { ConflictError } from "./conflict-error.js";
export { DamagedError } from "./damaged-error.js";
export { describeValue } from "./describe-value.js";
export { ErasedError } from "./erased-error.js";
export { type ErrorDetails, errorCode, GoldenPipelineError } from "./golden-pipeline-error.js";
export { InvalidArgumentError } from "./invalid-argument-error.js";
export { MissingError } from "./missing-error.js";
export { StateError } from "./state-error.js";
export { TimeoutError } from "./timeout-error.js";
