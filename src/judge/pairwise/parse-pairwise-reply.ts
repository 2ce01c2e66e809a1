import { z } from "zod";
import { readReply } from "../prompt/read-reply.js";
import { type Choice, choiceNames } from "./pairwise-prompt.js";

const replySchema = z.strictObject({
  reason: z.string().regex(/\S/, "the reason is empty"),
  better: z.enum(choiceNames),
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
  return { choice: better === choiceNames.first ? "first" : better === choiceNames.second ? "second" : "tie", reason };
}
