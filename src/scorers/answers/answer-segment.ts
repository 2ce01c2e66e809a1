import { boxEnd, boxStart } from "./latex.js";
import type { Token } from "./token.js";

/** The part of an answer that is meant: the last box, the first `####`, what follows the last label (`Answer: …`), else all of it. */
export interface AnswerSegment {
  readonly tokens: readonly Token[];
  readonly labelled: boolean;
}

export function answerSegment(tokens: readonly Token[]): AnswerSegment {
  const box = lastBox(tokens);
  if (box !== undefined) return { tokens: box, labelled: true };
  // What is written on after the first mark is another exercise.
  const mark = tokens.findIndex(({ raw }, at) => raw.length === 4 && raw.startsWith("###") && at + 1 < tokens.length);
  const label = mark >= 0 ? mark + 1 : lastLabel(tokens);
  if (label === undefined) return { tokens, labelled: false };
  return { tokens: lineFrom(tokens, label), labelled: true };
}

function lastBox(tokens: readonly Token[]): readonly Token[] | undefined {
  const start = tokens.findLastIndex(({ raw }) => raw === boxStart);
  if (start < 0) return undefined;
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    if (tokens[at]?.raw === boxStart) depth++;
    if (tokens[at]?.raw === boxEnd && --depth === 0) return tokens.slice(start + 1, at);
  }
  return tokens.slice(start + 1);
}

const fillers = new Set(["final", "the", "my", "correct", "a", "an", "therefore", "so", "thus"]);
const links = new Set([":", "is", "=", "was"]);

/** Where the answer begins after the last label; a label without anything behind it is none. */
function lastLabel(tokens: readonly Token[]): number | undefined {
  for (let at = tokens.length - 2; at >= 0; at--) {
    const { text } = tokens[at] as Token;
    const next = tokens[at + 1]?.text;
    if (text !== "answer" && text !== "result") continue;
    if (text === "result" && next !== ":") continue;
    if (links.has(next ?? "")) return tokens[at + 2] === undefined ? undefined : afterLabel(tokens, at + 2);
    if (tokens[at + 1]?.newLine && fillers.has(tokens[at - 1]?.text ?? "")) return at + 1;
  }
  return undefined;
}

function afterLabel(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === ":" && at + 1 < tokens.length ? at + 1 : at;
}

/** To the end of the line; an empty rest of the line means the next one. */
function lineFrom(tokens: readonly Token[], start: number): readonly Token[] {
  let end = start + 1;
  while (end < tokens.length && tokens[end]?.newLine !== true) end++;
  return tokens.slice(start, end);
}
