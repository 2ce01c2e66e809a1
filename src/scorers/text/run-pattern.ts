import { type Context, createContext, Script } from "node:vm";

interface Room {
  expression: RegExp | undefined;
  text: string;
  found: RegExpExecArray | null;
}

let script: Script | undefined;
let room: (Room & Context) | undefined;

/**
 * What an expression finds in a text. JavaScript has no other way to stop an expression that backtracks without end than the time
 * limit of a script, which costs a fifth of a millisecond.
 */
export function runPattern(
  expression: RegExp,
  text: string,
  milliseconds: number,
): RegExpExecArray | "time-limit" | "stack-limit" | undefined {
  script ??= new Script("found = expression.exec(text)");
  if (room === undefined) {
    room = { expression: undefined, text: "", found: null };
    createContext(room);
  }
  room.expression = expression;
  room.text = text;
  try {
    script.runInContext(room, { timeout: milliseconds });
    return room.found ?? undefined;
  } catch (error) {
    const { name, code } = errorFacts(error);
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "time-limit";
    // The backtracking of one search outgrew the engine's memory for it.
    if (name === "RangeError") return "stack-limit";
    throw error;
  } finally {
    // The next call must not find this one's text, nor keep it in memory.
    room.expression = undefined;
    room.text = "";
    room.found = null;
  }
}

/** An error thrown in the room need not be of this realm's classes. */
function errorFacts(error: unknown): { readonly name?: unknown; readonly code?: unknown } {
  return typeof error === "object" && error !== null ? error : {};
}
