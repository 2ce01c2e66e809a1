import { InvalidArgumentError, type Store } from "../core/index.js";

/** The logs `<log>/<writer>/<number>` of a name's writers, sorted; those of names that go on after a `/` are not among them. */
export async function writersOf(store: Store, log: string, writer?: string): Promise<readonly string[]> {
  const names = await store.logs(writer === undefined ? `${log}/` : `${log}/${checkWriter(writer)}/`);
  return names.filter((name) => /^[^/]+\/[0-9]+$/.test(name.slice(log.length + 1)));
}

/** @throws {InvalidArgumentError} the writer's name has a `/`, by which it could be another name's writer. */
export function checkWriter(writer: string): string {
  if (writer.includes("/")) throw new InvalidArgumentError("feedback", "`writer` without `/`", writer);
  return writer;
}
