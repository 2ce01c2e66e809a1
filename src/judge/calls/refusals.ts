import type { ChatError } from "../../ports/index.js";

/** What a run knows of calls that were refused as every other might be (a wrong key, no quota left), or as one is by moderation. */
export interface Refusals {
  answered(): void;
  refused(error: ChatError): void;
  /** Why no further call is worth sending: several in a row were refused. */
  readonly end: ChatError | undefined;
  /** @throws {ChatError} the last refusal, when no call at all was answered: then nothing is lost by it. */
  throwIfNoneAnswered(): void;
}

// One refusal may be a moderation's, of one item; three of different items in a row are hardly ever.
const mostInRow = 3;

export function createRefusals(): Refusals {
  let last: ChatError | undefined;
  let inRow = 0;
  let answers = 0;
  return {
    answered() {
      answers++;
      inRow = 0;
    },
    refused(error) {
      last = error;
      inRow++;
    },
    get end() {
      return inRow >= mostInRow ? last : undefined;
    },
    throwIfNoneAnswered() {
      if (answers === 0 && last !== undefined) throw last;
    },
  };
}
