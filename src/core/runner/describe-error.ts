import { errorCode } from "../errors/index.js";
import type { RunError } from "./run-record.js";

const longest = 1000;

/** An error as events tell of it. */
export function describeError(error: unknown): RunError {
  const code = errorCode(error);
  const { name, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
  return {
    name,
    message: message.slice(0, longest).replace(/\p{Surrogate}/gu, "\uFFFD"),
    ...(code !== undefined && { code }),
  };
}
