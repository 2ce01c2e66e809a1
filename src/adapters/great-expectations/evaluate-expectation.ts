import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { filterFrame } from "./conditions/filter-frame.js";
import { readCondition } from "./conditions/read-condition.js";
import { definitions } from "./definitions.js";
import { checkEvaluateOptions, type EvaluateOptions } from "./evaluate-options.js";
import type { Outcome } from "./evaluation.js";
import { EvaluationError } from "./evaluation-error.js";
import type { Expectation, Keywords } from "./expectation.js";
import type { ExpectationResult } from "./expectation-result.js";
import type { Frame } from "./frame/frame.js";
import { type ExpectationTable, toFrame } from "./frame/to-frame.js";
import { checkKeywords } from "./keywords/check-keywords.js";
import { resolveParameters } from "./parameters/resolve-parameters.js";
import { fullResultFormat, type ResultFormat, type ResultFormatName } from "./results/result-format.js";

/**
 * Evaluates one expectation of Great Expectations 1.x, with its results: missing values do not count, `mostly` is the share of those that do,
 * `row_condition` leaves rows out. What cannot be evaluated fails with its reason in `exception_info`.
 * @param data A batch, rows, or lists of values by column.
 * @example evaluateExpectation(rows, { type: "expect_column_values_to_be_between", kwargs: { column: "fare", min_value: 0, mostly: 0.99 } })
 * @throws {InvalidArgumentError} the type is not known, the data is none, or an option is outside what is accepted.
 */
export function evaluateExpectation(
  data: ExpectationTable,
  expectation: Expectation,
  options: EvaluateOptions = {},
): ExpectationResult {
  checkArguments("great-expectations", { expectation }, { expectation: option.having("an expectation", "type") });
  checkEvaluateOptions(options);
  return evaluateFrame(toFrame(data, options.types), expectation, options);
}

/** The same of data that is a frame already. */
export function evaluateFrame(frame: Frame, expectation: Expectation, options: EvaluateOptions): ExpectationResult {
  const { type, kwargs = {}, meta, id } = expectation;
  if (!Object.hasOwn(definitions, type))
    throw new InvalidArgumentError(
      "great-expectations",
      "a type of expectation that is known, e.g. expect_column_values_to_be_between",
      type,
    );
  const config = { type, kwargs, meta: meta ?? {}, ...(typeof id === "string" && { id }) };
  const none = { raised_exception: false, exception_message: null, exception_traceback: null };
  try {
    const { success, result } = outcomeOf(frame, type, kwargs, options);
    return { success, expectation_config: config, result, meta: {}, exception_info: none };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const text = `${error.kind}: ${error.message}`;
    const info = { raised_exception: true, exception_message: text, exception_traceback: text };
    return { success: false, expectation_config: config, result: {}, meta: {}, exception_info: info };
  }
}

function outcomeOf(frame: Frame, type: string, kwargs: Keywords, options: EvaluateOptions): Outcome {
  const { suiteParameters = {}, now = new Date(), like = "standard", maximumValues = 200, otherTables = {} } = options;
  const keywords = resolveParameters(kwargs, { parameters: suiteParameters, now: new Date(now) }) as Keywords;
  const definition = definitions[type];
  if (definition === undefined) throw new EvaluationError("ValueError", `${type} not found`);
  checkKeywords(keywords, definition.rules);
  const format = fullResultFormat(
    options.resultFormat ?? (keywords.result_format as ResultFormatName | ResultFormat | undefined) ?? "SUMMARY",
  );
  const { row_condition: condition, condition_parser: parser } = keywords;
  const chosen =
    condition === undefined || condition === null ? frame : filterFrame(frame, readCondition(condition, parser));
  const outcome = definition.evaluate({
    frame: chosen,
    keywords,
    format,
    like,
    maximumValues,
    rowsOf(name) {
      const table = otherTables[name];
      if (table === undefined)
        throw new EvaluationError(
          "KeyError",
          `Expected the table ${name} in \`otherTables\`, got ${Object.keys(otherTables).join(", ") || "none"}`,
        );
      return toFrame(table).length;
    },
  });
  return format.result_format === "BOOLEAN_ONLY" ? { success: outcome.success, result: {} } : outcome;
}
