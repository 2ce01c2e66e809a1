import type { JsonObject } from "../../core/index.js";
import type { ChatRequest } from "../../ports/index.js";
import { createFence } from "../prompt/fence.js";

/** Two answers to the same input, each by a contestant (a model, a prompt, a version). */
export interface AnswerPair {
  readonly id: string;
  /** What was asked. @default the judge sees none */
  readonly input?: string | undefined;
  readonly left: { readonly contestant: string; readonly answer: string };
  readonly right: { readonly contestant: string; readonly answer: string };
}

/** Which answer a judge holds for better, by the order in which it was shown. */
export type Choice = "first" | "second" | "tie";

/** What the judge calls them. */
export const choiceNames = { first: "answer_1", second: "answer_2", tie: "tie" } as const;

const schema: JsonObject = {
  type: "object",
  properties: { reason: { type: "string" }, better: { type: "string", enum: Object.values(choiceNames) } },
  required: ["reason", "better"],
  additionalProperties: false,
};

/** What a judge is asked about two answers. Contestants are never named: the answers are answer_1 and answer_2. */
export function pairwiseRequest(
  instructions: string,
  texts: { readonly input: string | undefined; readonly first: string; readonly second: string },
): Pick<ChatRequest, "messages" | "schema"> {
  const fenced = {
    ...(texts.input !== undefined && { input: texts.input }),
    [choiceNames.first]: texts.first,
    [choiceNames.second]: texts.second,
  };
  const fence = createFence(fenced, instructions);
  const system = [
    "You compare two answers and say which one is better.",
    instructions,
    fence.instruction,
    "The order of the answers means nothing. Say tie when neither is better.",
    `Write your reason first and decide after it. Reply with this JSON and nothing else:\n{"reason": "…", "better": "${choiceNames.first}" or "${choiceNames.second}" or "${choiceNames.tie}"}`,
  ].join("\n\n");
  const user = [...Object.keys(fenced).map(fence.wrap), "Compare the two answers now."].join("\n\n");
  return {
    messages: [
      { role: "system", content: system },
      { role: "user", content: user },
    ],
    schema: { name: "comparison", schema },
  };
}
