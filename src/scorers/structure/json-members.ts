import { InvalidArgumentError } from "../../core/index.js";
import { type FieldReader, type FieldSettings, pathPart } from "./json-field-options.js";
import { isRecord } from "./json-key.js";

/** More items are not paired with one another. */
export const longestList = 500;

export type Path = readonly string[];
export type Members = ReadonlyMap<string, unknown>;

/** Items by index, members by key as it stands in a path; none of a leaf. */
export function membersOf(value: unknown): Members {
  if (Array.isArray(value)) return new Map(value.map((item, index) => [String(index), item]));
  if (!isRecord(value)) return new Map();
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return new Map(present.map(([key, member]) => [pathPart(key), member]));
}

/** The weight of each leaf that is not ignored. @throws {InvalidArgumentError} with `place`: a list to be paired is too long. */
export function visitLeaves(
  value: unknown,
  path: Path,
  above: FieldSettings,
  read: FieldReader,
  visit: (path: Path, weight: number) => void,
  place?: string,
): void {
  const settings = read(path, above);
  if (settings.ignore) return;
  const members = membersOf(value);
  if (place !== undefined && settings.list !== undefined && members.size > longestList)
    throw new InvalidArgumentError(place, `at most ${longestList} items in the list "${path.join(".")}"`, members.size);
  if (members.size === 0) visit(path, settings.weight);
  for (const [key, member] of members) visitLeaves(member, [...path, key], settings, read, visit, place);
}
