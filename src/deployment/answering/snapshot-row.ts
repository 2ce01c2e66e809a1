/** A row of one's own: whoever changes his changes no other. @throws {DOMException} it holds something that cannot be copied, e.g. a function. */
export function snapshotRow<Row extends object>(row: Row): Row {
  const copy = { ...row };
  for (const [name, value] of Object.entries(copy))
    if (typeof value === "object" && value !== null) Object.assign(copy, { [name]: structuredClone(value) });
  return copy;
}
