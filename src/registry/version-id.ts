import { InvalidArgumentError } from "../core/index.js";

/** A registered version by number, `late-flights@3`, or by alias, `late-flights@champion`. */
export type VersionSelector =
  | { readonly model: string; readonly number: number }
  | { readonly model: string; readonly alias: string };

const selectorPattern = /^(?<model>[a-z0-9]+(?:-[a-z0-9]+)*)@(?:(?<number>[1-9][0-9]*)|(?<alias>[a-z][a-z0-9-]*))$/;

/** @throws {InvalidArgumentError} the text is neither. */
export function parseVersionSelector(text: string): VersionSelector {
  const { model = "", number, alias } = selectorPattern.exec(text)?.groups ?? {};
  if (number !== undefined) return { model, number: Number(number) };
  if (alias !== undefined) return { model, alias };
  throw new InvalidArgumentError("registry", "a version like late-flights@3 or late-flights@champion", text);
}

export function formatVersion(model: string, number: number): string {
  return `${model}@${number}`;
}
