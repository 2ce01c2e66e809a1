import type { Keywords } from "../expectation.js";
import { evaluateParameter } from "./evaluate-parameter.js";
import type { ParameterScope } from "./parameter-scope.js";

/** Puts values in the place of `{ "$PARAMETER": "…" }`, at any depth. */
export function resolveParameters(value: unknown, scope: ParameterScope): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveParameters(item, scope));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const members = value as Keywords;
  if (typeof members.$PARAMETER === "string") return evaluateParameter(members.$PARAMETER, scope);
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, resolveParameters(member, scope)]));
}
