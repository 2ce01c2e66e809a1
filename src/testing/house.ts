/** What other rooms of the house use of this one; not exported from the package. */

export type { CheckedBlobs } from "./blobs-checks.js";
export type { CheckedChatModel } from "./chat-model-checks.js";
export type { CheckedKeys } from "./keys-checks.js";
export type { CheckedLogs } from "./logs-checks.js";
