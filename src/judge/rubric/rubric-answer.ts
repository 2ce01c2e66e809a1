import { z } from "zod";
import { readReply } from "../prompt/read-reply.js";
import type { Rubric } from "./rubric.js";

/** What a judge said of one criterion. */
export interface CriterionJudgement {
  readonly reason: string;
  readonly level: number;
}

export type ParsedRubricAnswer<Name extends string> =
  | { readonly judgements: ReadonlyMap<Name, CriterionJudgement> }
  | { readonly problem: string };

/**
 * Reads a judge's reply. Nothing is mended: a level that is not one of the anchored ones, a level as text, a missing
 * reason, a level before its reason, a criterion too few or too many is a problem, and no score comes of it.
 */
export function parseRubricAnswer<Name extends string>(rubric: Rubric<Name>, text: string): ParsedRubricAnswer<Name> {
  const read = readReply(text);
  if ("problem" in read) return read;
  const parsed = z.record(z.string(), z.unknown()).safeParse(read.value);
  if (!parsed.success) return { problem: "the reply is not a JSON object" };
  const unknown = Object.keys(parsed.data).find((name) => ![...rubric.criteria.keys()].some((known) => known === name));
  if (unknown !== undefined) return { problem: `there is no criterion ${JSON.stringify(unknown.slice(0, 64))}` };
  const judgements = new Map<Name, CriterionJudgement>();
  for (const [name, { levels }] of rubric.criteria) {
    const raw = Object.hasOwn(parsed.data, name) ? parsed.data[name] : undefined;
    const judgement = judgementSchema.safeParse(raw);
    if (!judgement.success) return { problem: `${name}: ${judgement.error.issues[0]?.message ?? "not as asked"}` };
    const { level, reason } = judgement.data;
    if (!levels.some((known) => known.level === level)) return { problem: `${name}: there is no level ${level}` };
    if (Object.keys(Object(raw))[0] !== "reason") return { problem: `${name}: the level stands before its reason` };
    judgements.set(name, { reason, level });
  }
  return { judgements };
}

const judgementSchema = z.strictObject({ reason: z.string().regex(/\S/, "the reason is empty"), level: z.number() });
