import { didYouMean, listed } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";

const most = 20;

/** A column that is not there: which are, and the one that was meant, where a name is near. */
export function unknownColumn(
  place: string,
  owner: string,
  given: string,
  known: readonly string[],
): InvalidArgumentError {
  const expected = `a column of ${owner}: ${listed(known, most)}`;
  return new InvalidArgumentError(place, expected, given, `${JSON.stringify(given)}${didYouMean(given, known)}`);
}
