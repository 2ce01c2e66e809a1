import { type ChatAnswer, ChatError, type ChatRequest } from "../../ports/index.js";
import { BudgetError } from "./budget.js";
import type { ChatCaller } from "./chat-caller.js";

/** A call that went wrong for one item only is an outcome of that item. */
export type CallOutcome = ChatAnswer | { readonly status: "failed" | "skipped"; readonly problem: string };

/**
 * Calls, and turns failures of this one call into an outcome. What would go wrong for every other call as well (a wrong
 * key, a bug in a custom model, an abort) is thrown.
 */
export async function outcomeOfCall(
  caller: ChatCaller,
  request: ChatRequest,
  vote: number,
  signal: AbortSignal,
): Promise<CallOutcome> {
  try {
    return await caller.call(request, vote, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (BudgetError.isInstance(error)) return { status: "skipped", problem: error.message };
    if (ChatError.isInstance(error) && error.kind !== "access") return { status: "failed", problem: error.message };
    throw error;
  }
}
