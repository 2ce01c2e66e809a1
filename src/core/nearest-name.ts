const longest = 64;

/** A question to append to an error, ` Did you mean \`trees\`?`, where one of the known names is spelt nearly like the one that was given; otherwise empty. */
export function didYouMean(given: string, known: Iterable<string>, within = ""): string {
  const nearest = nearestName(given, known);
  return nearest === undefined ? "" : `. Did you mean \`${within}${nearest}\`?`;
}

/** The known name that differs by a slip: in case and separators only, or in at most a third of the letters. The first of several. */
export function nearestName(given: string, known: Iterable<string>): string | undefined {
  if (given.length > longest) return undefined;
  const letters = lettersOf(given);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const name of known) {
    if (name === given || name.length > longest) continue;
    if (letters !== "" && lettersOf(name) === letters) return name;
    const slips = countSlips(given.toLowerCase(), name.toLowerCase());
    // A name of one or two letters is near to every other.
    if (slips < least && slips < Math.min(given.length, name.length)) [best, least] = [name, slips];
  }
  return best;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Letters left out, put in, taken for another or swapped with their neighbour (optimal string alignment). */
function countSlips(left: string, right: string): number {
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let slips = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) slips = Math.min(slips, (before[column - 2] ?? 0) + 1);
      current.push(slips);
    }
    [before, above] = [above, current];
  }
  return above[right.length] ?? 0;
}
