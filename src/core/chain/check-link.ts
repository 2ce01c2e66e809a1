import { InvalidArgumentError } from "../errors/index.js";
import { type Link, links } from "./links.js";

/**
 * What the compiler says of a chain in which a stage is missing, for those who have none: that a stage takes something else than it was given.
 * @throws {InvalidArgumentError} naming both, and what to put between.
 */
export function checkLink(place: string, kind: Link, input: unknown): void {
  const given = typeof input === "object" && input !== null && "kind" in input ? input.kind : undefined;
  if (given === kind) return;
  const known = Object.entries(links).find(([name]) => name === given)?.[1];
  const { name, maker, after } = links[kind];
  const between = after.some((earlier) => earlier === given) ? "between" : "right before it";
  const got = known?.name ?? (input === undefined || input === null ? String(input) : "something else");
  throw new InvalidArgumentError(place, name, input, `${got}: put ${maker} ${between}`);
}
