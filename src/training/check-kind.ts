import { InvalidArgumentError } from "../core/index.js";
import type { ModelKind } from "../model/index.js";

/** @throws {InvalidArgumentError} a serving process could not decode what is being made: the model name does not list its kind. */
export function checkKind(
  place: string,
  { name, kinds }: { readonly name: string; readonly kinds: readonly ModelKind<never>[] },
  kind: string,
): void {
  if (kinds.some((known) => known.kind === kind)) return;
  const listed = kinds.map((known) => known.kind).join(", ") || "none";
  throw new InvalidArgumentError(place, `model ${name} to list the kind ${kind} among its \`kinds\``, listed);
}
