import { checkArguments, option } from "../../../core/house.js";
import { definitions } from "../definitions.js";
import { evaluateFrame } from "../evaluate-expectation.js";
import { checkEvaluateOptions, type EvaluateOptions } from "../evaluate-options.js";
import type { Expectation, Keywords } from "../expectation.js";
import type { ExpectationResult } from "../expectation-result.js";
import type { Frame } from "../frame/frame.js";
import { isoTime } from "../frame/python-text.js";
import { type ExpectationTable, toFrame } from "../frame/to-frame.js";
import { type ExpectationSuite, referenceVersion } from "./expectation-suite.js";

/** What came of a suite, as Great Expectations writes it. */
export interface SuiteResult {
  /** Whether every expectation is met. */
  readonly success: boolean;
  readonly results: readonly ExpectationResult[];
  readonly suite_name: string;
  readonly suite_parameters: Keywords;
  readonly statistics: {
    readonly evaluated_expectations: number;
    readonly successful_expectations: number;
    readonly unsuccessful_expectations: number;
    /** Null when the suite is empty. */
    readonly success_percent: number | null;
  };
  readonly meta: Keywords;
  readonly id: string | null;
}

/**
 * Evaluates every expectation of a suite. A dataset is evaluated as `await wholeBatch(dataset)`. An expectation of a type that is not known fails, like one that cannot be evaluated.
 * @param suite As `readSuite` gives it.
 * @param options Values of `suiteParameters` go before the suite's own.
 * @throws {InvalidArgumentError} the data is none, or an option is outside what is accepted.
 */
export function evaluateSuite(
  data: ExpectationTable,
  suite: ExpectationSuite,
  options: EvaluateOptions = {},
): SuiteResult {
  checkArguments(
    "great-expectations",
    { suite },
    { suite: option.having("a suite, as `readSuite` gives it", "name", "expectations") },
  );
  checkEvaluateOptions(options);
  const frame = toFrame(data, options.types);
  const now = new Date(options.now ?? Date.now());
  const parameters = { ...suite.suite_parameters, ...options.suiteParameters };
  const results = suite.expectations.map((one) =>
    resultOf(frame, one, { ...options, now, suiteParameters: parameters }),
  );
  const met = results.filter(({ success }) => success).length;
  return {
    success: met === results.length,
    results,
    suite_name: suite.name,
    suite_parameters: parameters,
    statistics: {
      evaluated_expectations: results.length,
      successful_expectations: met,
      unsuccessful_expectations: results.length - met,
      success_percent: results.length === 0 ? null : (met / results.length) * 100,
    },
    meta: {
      great_expectations_version: referenceVersion,
      validation_time: `${isoTime(now)}+00:00`,
      run_id: { run_name: null, run_time: `${isoTime(now)}+00:00` },
    },
    id: null,
  };
}

function resultOf(frame: Frame, one: Expectation, options: EvaluateOptions): ExpectationResult {
  if (Object.hasOwn(definitions, one.type)) return evaluateFrame(frame, one, options);
  const text = `ExpectationNotFoundError: ${one.type} not found`;
  return {
    success: false,
    expectation_config: { type: one.type, kwargs: one.kwargs ?? {}, meta: one.meta ?? {} },
    result: {},
    meta: {},
    exception_info: { raised_exception: true, exception_message: text, exception_traceback: text },
  };
}
