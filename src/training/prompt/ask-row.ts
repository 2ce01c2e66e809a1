import type { Json } from "../../core/index.js";
import { type ChatCaller, cutShort } from "../../judge/house.js";
import type { UnansweredRow } from "../../model/index.js";
import type { ChatErrorKind } from "../../ports/house.js";
import { type ChatAnswer, ChatError, type ChatRequest } from "../../ports/index.js";
import type { Outage } from "./outage.js";
import type { SaidRow } from "./said-outputs.js";

/** How rows are asked about. */
export interface Asking<Row> {
  readonly caller: ChatCaller;
  readonly outage: Outage;
  readonly signal: AbortSignal;
  readonly ask: (row: Row) => ChatRequest;
  /** An output of the task as it is logged. Whatever it throws is why the row cannot be read. */
  readonly read: (reply: string, row: Row) => Json;
}

/** `access` fails every row. */
const kinds: Readonly<Record<Exclude<ChatErrorKind, "access">, UnansweredRow["kind"]>> = {
  "rate-limit": "rate-limit",
  timeout: "timeout",
  network: "unavailable",
  server: "unavailable",
  request: "refused",
  protocol: "unreadable",
};

/**
 * Asks about one row. What goes wrong for this one row is its outcome, so that the others are not lost.
 * @throws {ChatError} every other row would be refused too, or nobody is there. @throws {BudgetError} nothing is left. Else what a model of one's own throws.
 */
export async function askRow<Row>({ caller, outage, signal, ask, read }: Asking<Row>, row: Row): Promise<SaidRow> {
  const readAnswer = (answer: ChatAnswer): SaidRow => {
    try {
      return { said: read(answer.text, row) };
    } catch (error) {
      const kind = answer.finishReason === "content-filter" ? "refused" : "unreadable";
      return { kind, reason: cutShort(answer) ?? (error instanceof Error ? error.message : String(error)) };
    }
  };
  const request = ask(row);
  try {
    const answer = await caller.call(request, 0, signal, (given) => "said" in readAnswer(given));
    outage.answered();
    return readAnswer(answer);
  } catch (error) {
    signal.throwIfAborted();
    if (!ChatError.isInstance(error) || error.kind === "access") throw error;
    outage.failed(error);
    return { kind: kinds[error.kind], reason: error.message };
  }
}
