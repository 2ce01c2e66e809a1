import { InvalidArgumentError } from "../errors/index.js";

/**
 * What the compiler says of a stage whose service the runner lacks, for those who have none.
 * @throws {InvalidArgumentError} naming the service, and how it is given.
 */
export function checkService(place: string, name: string, service: unknown): void {
  if (typeof service === "object" && service !== null) return;
  throw new InvalidArgumentError(place, `the service \`${name}\`: createRunner({ services: { ${name} } })`, service);
}
