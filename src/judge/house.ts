/** What other rooms of the house use of this one; not exported from the package. */
export { createMemoryChatCache, createStoreChatCache, type StoreChatCacheOptions } from "./calls/chat-cache.js";
export type { ChatCaller, ChatCallOptions } from "./calls/chat-caller.js";
export { chatCallRules, createChatCaller } from "./calls/chat-caller.js";
export { cutShort } from "./calls/cut-short.js";
export { eachBounded } from "./calls/each-bounded.js";
export { ownSignal } from "./calls/own-signal.js";
export type { Game } from "./pairwise/bradley-terry.js";
export type { AnswerPair } from "./pairwise/pairwise-prompt.js";
export { signTest } from "./pairwise/sign-test.js";
export { visibleText } from "./prompt/visible-text.js";
export type { JudgedItem } from "./rubric/rubric-prompt.js";
export { cohenKappa } from "./trust/cohen-kappa.js";
export { confusionTable } from "./trust/confusion-table.js";
export type { TrustPair } from "./trust/judge-trust.js";
export { krippendorffAlpha } from "./trust/krippendorff-alpha.js";
export { type CorrectedPrevalence, type RoganGladenOptions, roganGladen } from "./trust/rogan-gladen.js";
