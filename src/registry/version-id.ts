import { InvalidArgumentError } from "../core/index.js";

/** A registered version by number, `late-flights@3`, or by alias, `late-flights@champion`. */
export type VersionSelector =
  | { readonly model: string; readonly number: number }
  | { readonly model: string; readonly alias: string };

const selectorPattern = /^([a-z0-9]+(?:-[a-z0-9]+)*)@(?:([1-9][0-9]*)|([a-z][a-z0-9-]*))$/;

/** @throws {InvalidArgumentError} the text is neither. */
export function parseVersionSelector(text: string): VersionSelector {
  const [, model, number, alias] = selectorPattern.exec(text) ?? [];
  if (model !== undefined && number !== undefined) return { model, number: Number(number) };
  if (model !== undefined && alias !== undefined) return { model, alias };
  throw new InvalidArgumentError("registry", "a version like late-flights@3 or late-flights@champion", text);
}

export function formatVersion(model: string, number: number): string {
  return `${model}@${number}`;
}
