import type { ChatAnswer } from "../../ports/index.js";

/** Why a reply is not whole, where the provider says it: what could not be read is then no wonder. */
export function cutShort({ finishReason }: ChatAnswer): string | undefined {
  if (finishReason === "length") return "the reply was cut off at `maximumTokens`";
  if (finishReason === "content-filter") return "the provider's filter withheld the reply";
  return undefined;
}
