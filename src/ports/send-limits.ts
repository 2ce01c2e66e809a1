import { type OptionRules, option } from "../core/house.js";

/** What a sink that never waits keeps to, whichever service takes its predictions. */
export interface SendLimits {
  /** The most predictions that wait to be sent; further ones are refused. @default 100000 */
  readonly maximumWaiting?: number;
  /** The most bytes that wait to be sent. @default 67108864 (64 MiB) */
  readonly maximumWaitingBytes?: number;
  /** How long to wait after the service did not take all, in milliseconds. @default 1000 */
  readonly retryMilliseconds?: number;
  /** Told of a service that does not take all, and of predictions that were refused meanwhile. @default nobody is */
  readonly onProblem?: (problem: {
    readonly error: unknown;
    readonly waiting: number;
    readonly refused: number;
  }) => void;
}

/** How a sink stands: how many predictions were accepted, are durable, wait to be sent, and were refused because too many waited. */
export interface SendCounts {
  readonly accepted: number;
  readonly sent: number;
  readonly waiting: number;
  readonly refused: number;
}

export const sendLimitRules: OptionRules<SendLimits> = {
  maximumWaiting: option.count,
  maximumWaitingBytes: option.count,
  retryMilliseconds: option.number({ minimum: 0, below: 2 ** 31 }),
  onProblem: option.callback,
};

/** The limits with their defaults. */
export function sendLimits(given: SendLimits): Required<Omit<SendLimits, "onProblem">> & Pick<SendLimits, "onProblem"> {
  const { maximumWaiting = 100_000, maximumWaitingBytes = 64 << 20, retryMilliseconds = 1000, onProblem } = given;
  return { maximumWaiting, maximumWaitingBytes, retryMilliseconds, ...(onProblem && { onProblem }) };
}
