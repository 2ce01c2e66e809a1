import { checkOptions, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { calibrationCurve, expectedCalibrationError } from "../metrics/house.js";
import type { EvaluationReport, Predictions } from "../model/index.js";
import { type MatchAnswerOptions, matchAnswer } from "../scorers/house.js";

/** What a matcher says, in the form that vitest and Jest read. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

export interface CalibrationOptions {
  /** The largest expected calibration error that passes, as a share: 0.02 is two points. */
  readonly tolerance: number;
  /** Equally wide bins of the predicted share. @default 10 */
  readonly bins?: number;
}

const place = "toBeCalibrated";
const shown = (value: unknown): string => (typeof value === "string" ? JSON.stringify(value) : String(value));
const number = (value: number | undefined): string =>
  value === undefined ? "unknown" : Number(value.toPrecision(6)).toString();

/**
 * Matchers for unit tests of models and answers: `expect.extend(matchers)`, in vitest or in Jest. Their messages say which rule decided, on
 * what numbers.
 * @example
 * expect.extend(matchers);
 * expect("a 32.82% decline").toMatchAnswer("-32%");
 */
export const matchers = {
  /** An answer in free text says what the gold says, by `matchAnswer`. */
  toMatchAnswer(received: unknown, gold: string, options: MatchAnswerOptions = {}): MatcherResult {
    if (typeof received !== "string")
      return { pass: false, message: () => `Expected an answer as text, got ${shown(received)}` };
    const {
      match,
      rule,
      gold: wanted,
      answer,
      absoluteError,
      relativeError,
      warnings,
    } = matchAnswer(gold, received, options);
    const errors = [
      ...(absoluteError === undefined ? [] : [`absolute error ${number(absoluteError)}`]),
      ...(relativeError === undefined ? [] : [`relative error ${number(relativeError)}`]),
    ];
    return {
      pass: match,
      message: () =>
        [
          `Expected ${shown(received)} ${match ? "not " : ""}to match the answer ${shown(gold)}`,
          `rule: ${rule}`,
          `read: ${answer ?? "nothing"}, gold: ${wanted}`,
          ...(errors.length > 0 ? [errors.join(", ")] : []),
          ...(warnings.length > 0 ? [`warnings: ${warnings.join(", ")}`] : []),
        ].join("\n"),
    };
  },
  /** An evaluation report's gate decided `pass`; inconclusive is no pass. */
  toPassGate(received: Pick<EvaluationReport, "gate">): MatcherResult {
    const { decision, rules, minimumDetectableEffect } = received.gate;
    const pass = decision === "pass";
    return {
      pass,
      message: () =>
        [
          `Expected the gate ${pass ? "not " : ""}to pass, got ${decision}`,
          ...rules.map(({ rule, decision: decided, message, numbers }) => {
            const facts = Object.entries(numbers).map(([name, value]) => `${name} ${number(value)}`);
            return `${decided}: ${rule}: ${message} (${facts.join(", ")})`;
          }),
          `minimum detectable effect: ${number(minimumDetectableEffect)}`,
        ].join("\n"),
    };
  },
  /** Predicted shares agree with what was observed: expected calibration error (Naeini 2015) of at most the tolerance. No rows do not pass. */
  toBeCalibrated(
    received: Pick<Predictions<number, boolean>, "outputs" | "targets">,
    options: CalibrationOptions,
  ): MatcherResult {
    checkOptions(place, options, { tolerance: option.required(option.share), bins: option.count });
    const { tolerance, bins = 10 } = options;
    if (received.outputs.length !== received.targets.length)
      throw new InvalidArgumentError(place, `${received.outputs.length} targets`, received.targets.length);
    const outputs = Float64Array.from(received.outputs);
    const targets = Float64Array.from(received.targets, Number);
    const impossible = outputs.find((output) => !(output >= 0 && output <= 1));
    if (impossible !== undefined) throw new InvalidArgumentError(place, "outputs between 0 and 1", impossible);
    const error = expectedCalibrationError({ bins })(targets, outputs);
    const pass = error !== undefined && error <= tolerance;
    return {
      pass,
      message: () =>
        [
          `Expected predictions ${pass ? "not " : ""}to be calibrated within ${tolerance}`,
          `expected calibration error: ${number(error)} over ${outputs.length} rows in ${bins} bins`,
          ...calibrationCurve(targets, outputs, { bins }).map(
            ({ rows, predicted, observed }) =>
              `predicted ${number(predicted)}, observed ${number(observed)} (${rows} rows)`,
          ),
        ].join("\n"),
    };
  },
};

declare global {
  // vitest and Jest both take matchers from this interface, so that these types compile where neither is installed.
  namespace jest {
    interface Matchers<R, T = {}> {
      /** The answer, a text, says what the gold says: same number at the gold's printed precision, same date, same words. */
      toMatchAnswer(gold: string, options?: MatchAnswerOptions): R;
      /** The gate of the evaluation report decided `pass`. */
      toPassGate(): R;
      /** Outputs (shares) and targets (booleans) agree up to the tolerance, by expected calibration error. */
      toBeCalibrated(options: CalibrationOptions): R;
    }
  }
}
