import type { AnswerMatch, AnswerWarning } from "./answer-match.js";
import { type CalendarDate, dateText, isVaguer, sameDate } from "./dates.js";
import { textOf } from "./read-gold.js";
import { carefulText, sameText } from "./same-text.js";
import type { Token } from "./token.js";
import { accept, decline, leaveOpen } from "./verdicts.js";

/** The last date of an answer against the gold's. */
export function matchDate(tokens: readonly Token[], date: CalendarDate): AnswerMatch {
  const gold = dateText(date);
  const found = tokens.flatMap((token) => (token.date === undefined ? [] : [token.date]));
  const last = found.at(-1);
  if (last === undefined) return decline("text-differs", gold);
  const others = found.some((one) => !sameDate(last, one));
  const answer = dateText(last);
  if (others && tokens.some(({ text }) => text === "or")) return decline("hedge", gold, { answer });
  const ambiguous = last.other !== undefined || date.other !== undefined;
  const warnings: AnswerWarning[] = [
    ...(ambiguous ? (["ambiguous-date"] as const) : []),
    ...(others ? (["several-values"] as const) : []),
  ];
  if (sameDate(date, last)) return accept("date", gold, { answer, warnings });
  return decline(isVaguer(date, last) ? "coarser" : "text-differs", gold, { answer, warnings });
}

export function matchIdentifier(tokens: readonly Token[], gold: string): AnswerMatch {
  const found = tokens.filter(({ kind }) => kind === "identifier");
  const last = found.at(-1);
  if (last === undefined) return decline("text-differs", gold);
  const answer = last.text;
  if (found.some(({ text }) => text !== last.text)) return decline("several-answers", gold, { answer });
  return last.text === gold ? accept("identifier", gold, { answer }) : decline("text-differs", gold, { answer });
}

/** `B`, `(B)`, `B. 42`, `B) because …`, `option B`. */
const chosen = /^(?:(?:option|choice|answer) )?\(?([A-J])(?:[).:](?:\s|$)|$)/;

/** The letter of a choice, with or without what it stands for. */
export function matchChoice(answer: string, letter: string, gold: string): AnswerMatch {
  const said = carefulText(answer);
  const found = chosen.exec(said.replace(/^(?:Option|Choice|Answer) /, ""))?.[1];
  if (found === letter || sameText(gold, said)) return accept("exact", gold, { answer: said });
  return decline("text-differs", gold, { answer: said });
}

export function matchText(answer: string, tokens: readonly Token[], labelled: boolean, gold: string): AnswerMatch {
  const said = labelled ? textOf(tokens) : carefulText(answer);
  if (said === "") return decline("no-answer", gold);
  if (/^[A-J]$/.test(gold)) return matchChoice(said, gold, gold);
  const match = sameText(gold, said) || sameText(gold, textOf(tokens)) || isVerdict(tokens, gold.toLowerCase());
  return match ? accept("exact", gold, { answer: said }) : leaveOpen("text-differs", gold, { answer: said });
}

const opposites: Readonly<Record<string, string>> = { yes: "no", no: "yes", true: "false", false: "true" };

/** `Yes, it did.` says yes: its first word does, and nothing takes it back. */
function isVerdict(tokens: readonly Token[], gold: string): boolean {
  if (!Object.hasOwn(opposites, gold) || tokens[0]?.text !== gold) return false;
  const opposite = opposites[gold];
  return /^[,.;:!-]$/.test(tokens[1]?.raw ?? "") && !tokens.some(({ text }) => text === opposite || text === "or");
}
