import { EvaluationError } from "../evaluation-error.js";

export interface Token {
  readonly kind: "name" | "number" | "text" | "mark";
  readonly text: string;
}

const pattern =
  /\s*(?:`([^`]+)`|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(\w+)|(==|!=|<=|>=|[<>&|~()[\],.-]))/uy;

/** The words of a condition in the language of pandas' `query`. */
export function tokensOf(condition: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  const end = condition.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const found = pattern.exec(condition);
    if (found === null)
      throw new EvaluationError(
        "ValueError",
        `Expected a row condition, got ${condition}: it cannot be read from letter ${at + 1} on`,
      );
    const [, quoted, double, single, number, word, mark] = found;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark });
    else if (quoted !== undefined) tokens.push({ kind: "name", text: quoted });
    else if (word !== undefined) tokens.push(wordToken(word));
    else tokens.push({ kind: "text", text: (double ?? single ?? "").replace(/\\(.)/g, "$1") });
  }
  return tokens;
}

function wordToken(word: string): Token {
  return ["and", "or", "not", "in"].includes(word) ? { kind: "mark", text: word } : { kind: "name", text: word };
}
