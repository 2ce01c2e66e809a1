import { InvalidArgumentError } from "../../core/index.js";
import { answerSegment } from "./answer-segment.js";
import type { Claim } from "./claim.js";
import type { CalendarDate } from "./dates.js";
import { findQuantities } from "./find-quantities.js";
import { nounOf } from "./nouns.js";
import { plainText } from "./plain-text.js";
import { looksLikeYear, type Quantity } from "./quantity.js";
import { carefulText } from "./same-text.js";
import { selectAnswer } from "./select-answer.js";
import type { Token } from "./token.js";
import { tokenise } from "./tokenise.js";

/** What a gold asks for. */
export type Gold =
  | { readonly kind: "claim"; readonly claim: Claim; readonly noun: string | undefined }
  | { readonly kind: "date"; readonly date: CalendarDate }
  | { readonly kind: "identifier"; readonly text: string }
  | { readonly kind: "choice"; readonly letter: string; readonly text: string }
  | { readonly kind: "text"; readonly text: string };

const meaningless = new Set(["nan", "infinity", "inf", "undefined", "null", "-inf", "-infinity", "∞"]);
const choice = /^\(?([A-J])(?:\)|[.:](?=\s|$))(?:\s|$)/;

/** @throws {InvalidArgumentError} the gold is empty, or no finite number where it wants to be one. */
export function readGold(gold: string): Gold {
  const plain = plainText(gold);
  const all = tokenise(plain);
  if (all.every(({ kind }) => kind === "symbol") || meaningless.has(gold.trim().toLowerCase()))
    throw new InvalidArgumentError("match answer", "a gold that says something", gold);
  const lettered = choice.exec(plain.trim())?.[1];
  if (lettered !== undefined) return { kind: "choice", letter: lettered, text: carefulText(gold) };
  const { tokens, labelled } = answerSegment(all);
  const content = tokens.filter(({ kind, raw }) => kind !== "symbol" || !/^[.,;:!?"'()[\]]$/.test(raw));
  const [first] = content;
  if (content.length === 1 && first?.kind === "date" && first.date) return { kind: "date", date: first.date };
  if (content.length === 1 && first?.kind === "identifier") return { kind: "identifier", text: first.text };
  const quantities = findQuantities(tokens);
  if (quantities.length === 0 || !isNumeric(tokens, quantities))
    return { kind: "text", text: labelled ? textOf(tokens) : carefulText(plain) };
  const { claim } = selectAnswer(tokens, quantities);
  if (claim.kind === "nothing") return { kind: "text", text: labelled ? textOf(tokens) : carefulText(plain) };
  return { kind: "claim", claim, noun: claim.kind === "point" ? nounOf(tokens, claim.quantity) : undefined };
}

/** Tokens as a text again. */
export function textOf(tokens: readonly Token[]): string {
  return carefulText(tokens.map(({ raw, glued }, at) => (glued || at === 0 ? raw : ` ${raw}`)).join(""));
}

const small = new Set(
  "about approximately approx around roughly nearly at least most than less more over under above below between and to or from up by of a an the decrease decline drop increase growth loss gain higher lower fell rose total equals is was = : per annually year-over-year yoy no".split(
    " ",
  ),
);

/** A gold is a number when hardly anything else stands in it; "Apollo 11" is a name. */
function isNumeric(tokens: readonly Token[], quantities: readonly Quantity[]): boolean {
  let strange = 0;
  let next = 0;
  const framed = tokens[1]?.raw === "=" && tokens[0]?.raw.length === 1;
  for (let at = framed ? 2 : 0; at < tokens.length; at++) {
    while ((quantities[next]?.end ?? at + 1) <= at) next++;
    const { kind, text } = tokens[at] as Token;
    if (at >= (quantities[next]?.start ?? at + 1) || kind === "symbol" || small.has(text)) continue;
    if (kind !== "word") return false;
    // "1 in 4" and "3 cats, 2 dogs" are no single number; "32% in 2019" is.
    const behind = quantities[next];
    if (next > 0 && behind !== undefined && !looksLikeYear(behind)) return false;
    strange++;
  }
  const [firstQuantity] = quantities;
  // "10 apples" counts something; "Apollo 11" and "a band of 4 boys" name something.
  return strange === 0 || (strange <= 2 && firstQuantity?.start === 0);
}
