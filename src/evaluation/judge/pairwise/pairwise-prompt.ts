import { z } from "zod";
import type { JsonObject } from "../../../core/index.js";
import type { ChatRequest } from "../chat/chat-model.js";
import { createFence } from "../prompt/fence.js";
import { readReply } from "../prompt/read-reply.js";

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

const names: Readonly<Record<Choice, string>> = { first: "answer_1", second: "answer_2", tie: "tie" };

const schema: JsonObject = {
  type: "object",
  properties: { reason: { type: "string" }, better: { type: "string", enum: Object.values(names) } },
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
    [names.first]: texts.first,
    [names.second]: texts.second,
  };
  const fence = createFence(fenced, instructions);
  const system = [
    "You compare two answers and say which one is better.",
    instructions,
    fence.instruction,
    "The order of the answers means nothing. Say tie when neither is better.",
    `Write your reason first and decide after it. Reply with this JSON and nothing else:\n{"reason": "…", "better": "${names.first}" or "${names.second}" or "${names.tie}"}`,
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

const replySchema = z.strictObject({
  reason: z.string().regex(/\S/, "the reason is empty"),
  better: z.enum(["answer_1", "answer_2", "tie"]),
});

/** Reads a judge's reply as strictly as a rubric's. */
export function parsePairwiseReply(
  text: string,
): { readonly choice: Choice; readonly reason: string } | { readonly problem: string } {
  const read = readReply(text);
  if ("problem" in read) return read;
  const parsed = replySchema.safeParse(read.value);
  if (!parsed.success) return { problem: parsed.error.issues[0]?.message ?? "not as asked" };
  if (Object.keys(Object(read.value))[0] !== "reason") return { problem: "the decision stands before its reason" };
  const { reason, better } = parsed.data;
  return { choice: better === names.first ? "first" : better === names.second ? "second" : "tie", reason };
}
