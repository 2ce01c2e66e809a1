/** A count with its noun, of which one is one: `1 row`, `2 rows`. @param many @default the noun with an s */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
