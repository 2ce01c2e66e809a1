/** What other rooms of the house use of this one; not exported from the package. */
export { kindOfStatus } from "./chat-error.js";
export { mergeFamilies } from "./merge-families.js";
export { retryAfterMilliseconds } from "./retry-after.js";
