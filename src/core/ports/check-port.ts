import { InvalidArgumentError } from "../errors/index.js";

/**
 * Refuses what is no implementation of a port, or one that was written for another version of it, where it is handed over: JavaScript has no
 * compiler that would, and its failure would come with the first call.
 * @param option How the caller calls it, e.g. `predictions`.
 * @param methods Those that are called.
 */
export function checkPort(place: string, option: string, implementation: unknown, methods: readonly string[]): void {
  if (typeof implementation !== "object" || implementation === null)
    throw new InvalidArgumentError(place, `\`${option}\` to be an adapter of that port`, implementation);
  for (const method of methods)
    if (typeof Reflect.get(implementation, method) !== "function")
      throw new InvalidArgumentError(place, `\`${option}\` to have a method \`${method}\``, implementation);
  const version: unknown = Reflect.get(implementation, "specificationVersion");
  if (version !== "v1")
    throw new InvalidArgumentError(place, `\`${option}\` to have the specificationVersion "v1"`, version);
}
