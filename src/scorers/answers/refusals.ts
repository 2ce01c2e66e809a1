import type { Token } from "./token.js";

const phrases = [
  "cannot",
  "can't",
  "can not",
  "could not",
  "couldn't",
  "unable",
  "not possible",
  "impossible",
  "insufficient",
  "don't know",
  "do not know",
  "don't have",
  "do not have",
  "not enough",
  "not provided",
  "not available",
  "not disclosed",
  "not given",
  "not stated",
  "not specified",
  "no information",
  "no data",
  "no answer",
  "unknown",
  "n/a",
  "refuse to",
  "decline to answer",
  "won't answer",
  "not sure",
  "unsure",
  "isn't possible",
];
const firstWords = new Set(phrases.flatMap((phrase) => [phrase.split(/[ /]/)[0] as string, phrase]));
const turns = new Set(["but", "however", "nevertheless", "still", "though"]);

/** True when the text says that it does not answer, and does not go on with a "but". A number it repeats is then no answer. */
export function isRefusal(tokens: readonly Token[]): boolean {
  if (!tokens.some(({ kind, text: word }) => kind !== "number" && firstWords.has(word))) return false;
  const text = tokens.map((token) => `${token.glued ? "" : " "}${token.text}`).join("");
  if (!phrases.some((phrase) => text.includes(phrase))) return false;
  const refused = tokens.findIndex((_, at) => phrases.some((phrase) => textFrom(tokens, at).startsWith(phrase)));
  return !tokens.some(
    ({ text: word }, at) => at > refused && turns.has(word) && tokens.slice(at).some(({ kind }) => kind === "number"),
  );
}

function textFrom(tokens: readonly Token[], start: number): string {
  return tokens
    .slice(start, start + 4)
    .map((token, at) => `${at === 0 || token.glued ? "" : " "}${token.text}`)
    .join("");
}
