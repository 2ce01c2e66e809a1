export { openAiCompatible } from "./openai-compatible.js";
export type { OpenAiCompatibleOptions } from "./options.js";
