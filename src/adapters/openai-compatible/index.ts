export { openAiCompatible } from "./open-ai-compatible.js";
export type { OpenAiCompatibleOptions } from "./open-ai-options.js";
