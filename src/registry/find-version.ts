import { MissingError } from "../core/index.js";
import type { RegistryState } from "./registry-state.js";
import type { VersionSelector } from "./version-id.js";

/** The number that a selector means in a state; whether there is a version of that number is not asked. @throws {MissingError} the alias is not set. */
export function findVersion(selector: VersionSelector, state: RegistryState): number {
  if ("number" in selector) return selector.number;
  const { model, alias } = selector;
  const { champion, aliases } = state;
  const named = Object.hasOwn(aliases, alias) ? aliases[alias] : undefined;
  const number = alias === "champion" ? champion : named;
  if (number === null || number === undefined)
    throw new MissingError(`registry ${model}`, `alias ${model}@${alias}`, "Promote a version or set the alias first");
  return number;
}
