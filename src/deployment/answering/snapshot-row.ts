/** A row of one's own: whoever changes his changes no other. @throws {DOMException} it holds something that cannot be copied, e.g. a function. */
export function snapshotRow<Row extends object>(row: Row): Row {
  const copy: Row = { ...row };
  for (const name in copy) {
    const value = copy[name];
    if (typeof value === "object" && value !== null) copy[name] = copyOf(value);
  }
  return copy;
}

/** Dates by hand: `structuredClone` takes microseconds for each. */
function copyOf<T extends object>(value: T): T {
  return value instanceof Date ? (new Date(value.getTime()) as T & Date) : structuredClone(value);
}
