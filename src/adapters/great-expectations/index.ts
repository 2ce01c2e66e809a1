import type { NotExpressed as Unexpressed } from "../../ports/house.js";

export { evaluateExpectation } from "./evaluate-expectation.js";
export type { EvaluateOptions } from "./evaluate-options.js";
export type { Expectation } from "./expectation.js";
export type { ExpectationResult } from "./expectation-result.js";
export type { CellType } from "./frame/frame.js";
export type { ExpectationTable } from "./frame/to-frame.js";
export type { ResultFormat, ResultFormatName } from "./results/result-format.js";
export { evaluateSuite, type SuiteResult } from "./suites/evaluate-suite.js";
export type { ExpectationSuite } from "./suites/expectation-suite.js";
export { readSuite } from "./suites/read-suite.js";
export { rulesFromSuite, type SuiteRules } from "./suites/rules-from-suite.js";
export { suiteFromContract } from "./suites/suite-from-contract.js";

/** What one side says and the other cannot, of the same form in every adapter of formats. */
export type NotExpressed = Unexpressed;
