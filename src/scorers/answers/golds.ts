import { InvalidArgumentError } from "../../core/index.js";

/**
 * The golds as a list.
 * @throws {InvalidArgumentError} there is none, or one is no text.
 */
export function readGolds(place: string, gold: string | readonly string[]): readonly string[] {
  const golds = typeof gold === "string" ? [gold] : gold;
  if (!Array.isArray(golds) || golds.length === 0)
    throw new InvalidArgumentError(place, "a gold: a text or a list of at least one", gold);
  for (const one of golds)
    if (typeof one !== "string") throw new InvalidArgumentError(place, "golds that are texts", one);
  return golds;
}
