/** What is seen of one answered request. */
export interface Observation {
  readonly row: object;
  /** As it is answered and logged: a number, probabilities by label, numbers, a text or JSON; undefined when nothing was answered. */
  readonly output?: unknown;
  /** What was made of the output; null left it to a person. @default What the reference's decision makes of it */
  readonly decision?: unknown;
  readonly latencyMilliseconds?: number;
  readonly error?: boolean;
  /** The answer is a declared default: it is counted, but is no answer of the model. */
  readonly fallback?: boolean;
  /** Milliseconds since 1970; a number that reads as seconds (from 2000 on, below 2100) is refused. */
  readonly time: number;
}
