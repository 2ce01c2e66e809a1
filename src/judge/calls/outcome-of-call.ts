import { type ChatAnswer, ChatError, type ChatRequest } from "../../ports/index.js";
import { BudgetError } from "./budget.js";
import type { ChatCaller } from "./chat-caller.js";
import { cutShort } from "./cut-short.js";
import type { Refusals } from "./refusals.js";

/** What went wrong for one item only. */
export interface FailedCall {
  readonly status: "invalid" | "failed" | "skipped";
  readonly problem: string;
}

export interface CallOptions<Read> {
  readonly caller: ChatCaller;
  readonly refusals: Refusals;
  readonly signal: AbortSignal;
  /** Reads a reply. What cannot be read is not kept in a cache: a healthy server may answer better next time. */
  readonly read: (text: string) => Read | { readonly problem: string };
}

/**
 * Calls and reads the reply; what goes wrong for this one call is an outcome of its item, so that what others cost is not lost.
 * What is no model's failure (a bug in a custom model, an abort) is thrown.
 */
export async function outcomeOfCall<Read extends object>(
  { caller, refusals, signal, read }: CallOptions<Read>,
  request: ChatRequest,
  vote: number,
): Promise<Read | FailedCall> {
  if (refusals.end) return { status: "skipped", problem: `not asked, as calls are refused: ${refusals.end.message}` };
  const readAnswer = (answer: ChatAnswer) => explain(answer, read(answer.text));
  try {
    const answer = await caller.call(request, vote, signal, (given) => !("problem" in readAnswer(given)));
    refusals.answered();
    const found = readAnswer(answer);
    return "problem" in found ? { status: "invalid", problem: found.problem } : found;
  } catch (error) {
    signal.throwIfAborted();
    if (BudgetError.isInstance(error)) return { status: "skipped", problem: error.message };
    if (!ChatError.isInstance(error)) throw error;
    if (error.kind === "access") refusals.refused(error);
    return { status: "failed", problem: error.message };
  }
}

/** Why a reply could not be read, where the provider says it. */
function explain<Read extends object>(
  answer: ChatAnswer,
  found: Read | { readonly problem: string },
): Read | { readonly problem: string } {
  return "problem" in found ? { problem: cutShort(answer) ?? found.problem } : found;
}
