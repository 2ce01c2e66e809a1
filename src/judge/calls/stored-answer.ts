import { z } from "zod";
import type { Digest } from "../../core/index.js";

/** An answer as it stands in a blob. */
export const answerSchema = z.object({
  text: z.string(),
  usage: z.object({ inputTokens: z.number().nullable(), outputTokens: z.number().nullable() }).nullable(),
});
/** Where the answer to a key is, as it stands in an event. */
export const entrySchema = z.object({
  key: z.string(),
  answer: z.custom<Digest>((value) => typeof value === "string"),
});
