export { openAiCompatible } from "./openai-compatible.js";
