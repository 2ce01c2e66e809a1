import { z } from "zod";
import type { ChatUsage } from "../../ports/house.js";

// Only the fields that are used, read loosely: endpoints that call themselves compatible differ in all others.
const count = z.number().int().nonnegative().nullish().catch(undefined);
const usage = z.object({ prompt_tokens: count, completion_tokens: count }).nullish().catch(undefined);
const content = z.union([z.string(), z.array(z.object({ text: z.string().nullish() }))]).nullish();
const message = z.object({ content, refusal: z.string().nullish() });
const failure = z.union([
  z.string(),
  z.object({
    message: z.string().nullish(),
    code: z.union([z.string(), z.number()]).nullish(),
    type: z.string().nullish(),
  }),
]);

/** The body of an answer that is not streamed. */
export const completion = z.object({
  choices: z.array(z.object({ message, finish_reason: z.string().nullish().catch(undefined) })),
  usage,
});

/** The data of one event of a stream; the last one with usage has no choices. */
export const completionChunk = z.object({
  choices: z.array(z.object({ delta: message.partial().nullish(), finish_reason: z.string().nullish() })).nullish(),
  usage,
  error: failure.nullish(),
});

/** The body of an answer with an error status. */
export const failureBody = z.object({ error: failure });

export type Failure = z.infer<typeof failure>;

/** The text of a message; a refusal is text as well, that no schema will fit. */
export function textOf(part: {
  readonly content?: z.infer<typeof content>;
  readonly refusal?: string | null | undefined;
}): string {
  const { content: written, refusal } = part;
  const text = typeof written === "string" ? written : (written ?? []).map((piece) => piece.text ?? "").join("");
  return text === "" ? (refusal ?? "") : text;
}

/** `content_filter` as the `ai` package and this library's port spell it. */
export function finishOf(reason: string | null | undefined): string | undefined {
  return reason?.replaceAll("_", "-") ?? undefined;
}

export function usageOf(counted: z.infer<typeof usage>): ChatUsage {
  return { inputTokens: counted?.prompt_tokens ?? undefined, outputTokens: counted?.completion_tokens ?? undefined };
}
