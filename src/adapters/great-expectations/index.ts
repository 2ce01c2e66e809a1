export { evaluateExpectation } from "./evaluate-expectation.js";
export type { EvaluateOptions } from "./evaluate-options.js";
export type { Expectation } from "./expectation.js";
export type { ExpectationResult } from "./expectation-result.js";
export type { CellType } from "./frame/frame.js";
export type { ExpectationTable } from "./frame/to-frame.js";
export type { ResultFormat, ResultFormatName } from "./results/result-format.js";
