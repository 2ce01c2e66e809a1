import { parseJson } from "../../core/house.js";

/** A reply longer than this is not read. */
const longestReply = 200_000;

// What a model thinks before it answers, at the head of its reply. What is left open was never ended by an answer.
const thinking = /^\s*<(think|thinking|reasoning)>[\s\S]*?<\/\1>/i;

/**
 * Reads the JSON that a reply is, alone or in one code fence, after the part in which a model thinks aloud. JSON is not looked for inside prose: a reply that quotes
 * the judged text would let that text answer for the judge. Names that stand twice are refused, as parsers differ on
 * which one counts.
 */
export function readReply(text: string): { readonly value: unknown } | { readonly problem: string } {
  if (text.length > longestReply) return { problem: `the reply is longer than ${longestReply} characters` };
  const trimmed = text.replace(thinking, "").trim();
  const fenced = /^```(?:json)?[ \t]*\n([\s\S]*?)\n?```$/i.exec(trimmed);
  const json = fenced?.[1] ?? trimmed;
  const value = parseJson(json);
  if (value === undefined) return { problem: "the reply is not JSON" };
  if (hasRepeatedName(json)) return { problem: "a name stands twice in the reply" };
  return { value };
}

/** Whether an object in this JSON, which is known to parse, has a name twice. */
function hasRepeatedName(json: string): boolean {
  const objects: (Set<string> | undefined)[] = [];
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;
  for (const [text, colon] of json.matchAll(token)) {
    if (text === "{") objects.push(new Set());
    else if (text === "[") objects.push(undefined);
    else if (text === "}" || text === "]") objects.pop();
    else if (colon !== undefined) {
      const names = objects.at(-1);
      // Written differently, "\u0061" and "a" are one name.
      const name = String(parseJson(text.slice(0, text.length - colon.length)));
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}
