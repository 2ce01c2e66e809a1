/** Room for the sentence that says what was left out. */
const reserve = 120;

/** As many of the first lines as fit, and a sentence that tells of those that do not. */
export function fitLines(lines: readonly string[], maximumCharacters: number): string {
  const whole = `${lines.join("\n")}\n`;
  if (whole.length <= maximumCharacters) return whole;
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > maximumCharacters - reserve) break;
    kept.push(line);
  }
  const left = lines.length - kept.length;
  return `${kept.join("\n")}\n\n*Cut here: ${left} of ${lines.length} lines did not fit into ${maximumCharacters} characters.*\n`;
}
