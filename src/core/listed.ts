/**
 * Names for a sentence: `a`, `b` and `c`.
 * @param most How many are shown; of the others it says how many they are.
 */
export function listed(names: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const parts = names.slice(0, most).map((name) => `\`${name}\``);
  if (names.length > most) parts.push(`${names.length - most} more`);
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
