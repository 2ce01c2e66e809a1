import type { OptionRule } from "../../core/house.js";

/** Where the answer stands in what was written. */
export type Extract =
  | "after-thinking"
  | "last-line"
  | { readonly json: string }
  | ((text: string) => string | undefined);

const thinking = /<(think|thinking|thought|reasoning|scratchpad)>/i;
const answerKeys = ["answer", "final_answer", "finalAnswer", "result", "value", "output"];

export const extractRule: OptionRule = {
  expected: '"after-thinking", "last-line", { json: "path.to.it" } or a function',
  holds: (extract) =>
    extract === "after-thinking" || extract === "last-line" || typeof extract === "function" || isPath(extract),
};

function isPath(extract: unknown): boolean {
  return typeof extract === "object" && extract !== null && "json" in extract && typeof extract.json === "string";
}

/** The part of a text that answers; undefined where it is not to be found. */
export function extractAnswer(text: string, extract: Extract | undefined): string | undefined {
  if (typeof extract === "function") return textOf(extract(text));
  const spoken = afterThinking(text);
  if (extract === "last-line") return spoken.trim().split("\n").at(-1)?.trim();
  if (extract === "after-thinking") return spoken;
  if (extract !== undefined) {
    const found = parsed(spoken);
    return found === undefined ? undefined : textOf(at(found, extract.json));
  }
  return spoken.trimStart().startsWith("{") || spoken.includes("```") ? (answerOf(spoken) ?? spoken) : spoken;
}

/** What a model thought before it spoke is no answer; a thought without an end leaves none. */
export function afterThinking(text: string): string {
  if (!text.includes("<")) return text;
  const end = text.toLowerCase().lastIndexOf("</think");
  const other = Math.max(
    ...["</thought>", "</reasoning>", "</scratchpad>"].map((tag) => text.toLowerCase().lastIndexOf(tag)),
  );
  const close = Math.max(end, other);
  const rest = close < 0 ? text : text.slice(text.indexOf(">", close) + 1);
  const open = thinking.exec(rest);
  return open === null ? rest : rest.slice(0, open.index);
}

function answerOf(text: string): string | undefined {
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return undefined;
  const key = answerKeys.find((name) => Object.hasOwn(value, name));
  return key === undefined ? undefined : textOf(at(value, key));
}

/** The JSON that the text is, or that stands in its first fence. */
function parsed(text: string): unknown {
  const fenced = /```(?:json)?\s*\n?([^`]*)```/i.exec(text)?.[1];
  for (const one of [text, fenced])
    try {
      if (one !== undefined) return JSON.parse(one);
    } catch {
      // Not this one.
    }
  return undefined;
}

/** Follows `a.b.0`, also written `$.a.b[0]`. */
function at(value: unknown, path: string): unknown {
  let found = value;
  for (const step of path
    .replace(/^\$\.?/, "")
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")) {
    if (step === "") continue;
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return undefined;
    found = Object.entries(found).find(([key]) => key === step)?.[1];
  }
  return found;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
