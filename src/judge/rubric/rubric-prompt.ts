import type { ChatRequest } from "../../ports/index.js";
import { createFence } from "../prompt/fence.js";
import type { Rubric } from "./rubric.js";
import { rubricJsonSchema } from "./rubric-json-schema.js";

/** An answer to judge, with what the judge may see beside it. */
export interface JudgedItem {
  readonly id: string;
  /** What was asked. @default the judge sees none */
  readonly input?: string | undefined;
  /** What a good answer would be, or several of which any one is right. @default the judge sees none */
  readonly reference?: string | readonly string[] | undefined;
  readonly answer: string;
  /** Items of one cluster (a conversation, a user) are not independent. @default each its own */
  readonly cluster?: string | undefined;
}

/** What a judge is asked about an item. The same item and rubric give the same request, byte for byte. */
export function rubricRequest(rubric: Rubric, item: JudgedItem): Pick<ChatRequest, "messages" | "schema"> {
  const texts = {
    ...(item.input !== undefined && { input: item.input }),
    ...(item.reference !== undefined && { reference: referenceText(item.reference) }),
    answer: item.answer,
  };
  const fence = createFence(texts, rubric.fingerprint);
  const criteria = [...rubric.criteria].map(([name, { question, levels }]) =>
    [`- ${name}: ${question}`, ...levels.map(({ level, anchor }) => `    ${level} = ${anchor}`)].join("\n"),
  );
  const form = [...rubric.criteria.keys()].map((name) => `${JSON.stringify(name)}: {"reason": "…", "level": …}`);
  const system = [
    "You judge an answer by a rubric.",
    ...(rubric.instructions === "" ? [] : [rubric.instructions]),
    fence.instruction,
    `Criteria and the only levels that can be given:\n${criteria.join("\n")}`,
    `For each criterion write your reason first and choose the level after it. Reply with this JSON and nothing else:\n{${form.join(", ")}}`,
  ].join("\n\n");
  const user = [...Object.keys(texts).map(fence.wrap), "Judge the answer by the rubric now."].join("\n\n");
  return {
    messages: [
      { role: "system", content: system },
      { role: "user", content: user },
    ],
    schema: { name: "judgement", schema: rubricJsonSchema(rubric) },
  };
}

/** Several are told in their order; one of them in a list reads like one alone. */
export function referenceText(reference: string | readonly string[]): string {
  const golds = typeof reference === "string" ? [reference] : reference;
  if (golds.length === 1) return golds[0] as string;
  return ["Any one of these is right:", ...golds.map((gold, index) => `${index + 1}. ${gold}`)].join("\n");
}
