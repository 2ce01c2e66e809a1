import { errorCode, GoldenPipelineError } from "../../core/index.js";

/**
 * An error as an engine keeps it that carries work between processes: name, message, stack, and of its other facts the plain ones. What a stage was given, which errors like to
 * carry along, does not go with it, and nothing in it keeps the engine from writing it down.
 */
export function carriedError(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(String(thrown));
  const facts = Object.entries(thrown).filter(
    ([name, value]) => name !== "got" && ["string", "number", "boolean"].includes(typeof value),
  );
  const carried = Object.assign(new Error(thrown.message), Object.fromEntries(facts));
  const code = errorCode(thrown);
  if (code !== undefined) Object.assign(carried, { code });
  carried.name = thrown.name;
  if (thrown.stack !== undefined) carried.stack = thrown.stack;
  return carried;
}

/** The error that a worker threw: one of this library is again one for `isInstance`, others keep name and message. */
export function arrivedError(error: unknown): Error {
  const arrived = error instanceof Error ? error : new Error(String(error));
  const { code, place } = arrived as { readonly code?: unknown; readonly place?: unknown };
  if (typeof code !== "string" || typeof place !== "string") return arrived;
  const beginning = `[golden-pipeline] [${place}] `;
  if (!arrived.message.startsWith(beginning)) return arrived;
  const ours = new GoldenPipelineError(code, { place, message: arrived.message.slice(beginning.length) });
  const { name, stack } = arrived;
  return Object.assign(ours, arrived, { name, ...(stack !== undefined && { stack }) });
}
