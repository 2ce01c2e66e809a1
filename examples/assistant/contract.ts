import { openAiCompatible } from "golden-pipeline/adapters/openai-compatible";
import { type FreeText, type ModelName, model } from "golden-pipeline/model";
import { contract, type RowOf } from "golden-pipeline/schema";
import { type PromptModelKind, promptModel } from "golden-pipeline/training";
import { z } from "zod";

/** Questions about a passage, and what a person answered. A question is checked by somebody the next day. */
export const questions = contract(
  "questions",
  z.object({
    askedAt: z.date(),
    sector: z.string().min(1),
    passage: z.string().min(1),
    question: z.string().min(1),
    answer: z.string().regex(/^-?\d+\.\d%$/),
  }),
  { eventTime: "askedAt", labels: { answer: { knownAt: (row) => row.askedAt.plusMinutes(24 * 60) } } },
);
export type Question = RowOf<typeof questions>;

const parameters = z.object({ model: z.string(), prompt: z.string() });
export type Prompt = z.infer<typeof parameters>;

export interface Assistant {
  readonly reader: PromptModelKind<Prompt>;
  readonly answers: ModelName<Question, "answer", FreeText>;
}

/** The application: what it asks, and of whom. Where the provider stands is this process's own and in no version. */
export function assistantOf(baseUrl: string): Assistant {
  const reader = promptModel(questions, {
    kind: "passage-reader@1",
    parameters,
    chat: ({ model: id }) => openAiCompatible({ baseUrl, model: id, id, timeoutMilliseconds: 5_000 }),
    ask: ({ passage, question }, { prompt }) => ({
      messages: [
        { role: "system", content: prompt },
        { role: "user", content: `${passage}\n${question}` },
      ],
      temperature: 0,
    }),
    calls: { attempts: 3, delay: { initialMilliseconds: 2 }, concurrency: 8 },
  });
  return {
    reader,
    answers: model("answers", questions, { target: (row) => row.answer, task: "text", kinds: [reader] }),
  };
}

export const terse: Prompt = { model: "ledger", prompt: "Answer with a percentage." };
export const careful: Prompt = {
  model: "ledger",
  prompt: "Answer with one percentage, rounded to one decimal, with its sign: a fall is negative.",
};
/** The same words, asked of a model that the provider does not change under its name. */
export const pinned: Prompt = { ...careful, model: "ledger-2008-01" };
