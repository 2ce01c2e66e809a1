import { InvalidArgumentError } from "../../core/index.js";

/** @throws {InvalidArgumentError} an id stands twice, with its rows. */
export function refuseTwice(place: string, ids: readonly string[]): void {
  const rows = new Map<string, number>();
  ids.forEach((id, row) => {
    const first = rows.get(id);
    if (first !== undefined)
      throw new InvalidArgumentError(place, "every id once", id, `${id} in rows ${first} and ${row}`);
    rows.set(id, row);
  });
}
