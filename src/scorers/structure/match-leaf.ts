import { exactAnswer } from "../answers/exact-answer.js";
import { matchAnswer } from "../answers/match-answer.js";
import type { FieldSettings } from "./json-field-options.js";

export type LeafRule = "equal" | "tolerance" | "normalised" | "answer" | "differs" | "type-differs";

/** A leaf: null, true, false, a number, a string, an empty list or an empty object. */
export function matchLeaf(gold: unknown, answer: unknown, settings: FieldSettings): LeafRule {
  if (answer === gold || Object.is(answer, gold)) return "equal";
  const { text, absoluteTolerance, relativeTolerance } = settings;
  if (typeof answer === "number" && typeof gold === "number") {
    const reach = Math.max(absoluteTolerance, relativeTolerance * Math.abs(gold));
    // Infinity is not near anything, whatever the reach.
    if (Number.isFinite(answer - gold) && Math.abs(answer - gold) <= reach) return "tolerance";
  }
  if (text === "answer" && isSaid(answer) && isSaid(gold) && says(gold)) {
    const options = { absoluteTolerance, relativeTolerance };
    return matchAnswer(String(gold), String(answer), options).match ? "answer" : "differs";
  }
  if (typeof answer !== typeof gold || answer === null || gold === null) return "type-differs";
  if (text === "normalised" && typeof answer === "string" && typeof gold === "string" && says(gold))
    return exactAnswer(gold, answer).match ? "normalised" : "differs";
  return "differs";
}

function isSaid(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** Of nothing but punctuation and space, only the same text is right. */
function says(gold: string | number): boolean {
  return /[\p{L}\p{N}%$€£¥+]/u.test(String(gold).normalize("NFKC"));
}
