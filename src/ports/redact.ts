/** Takes secrets out of a text from outside, which may repeat them, also cut short to a beginning of 8 characters or more. */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    result = result.replaceAll(secret, "[redacted]");
    // Providers show the first and last characters of a wrong key.
    const beginning = secret.slice(0, 8);
    const indexOfBeginning = (start: number): number => (secret.length > 8 ? result.indexOf(beginning, start) : -1);
    let from = 0;
    for (let at = indexOfBeginning(from); at >= 0; at = indexOfBeginning(from)) {
      let end = at + beginning.length;
      while (end < result.length && /[\w*.…-]/.test(result[end] ?? "")) end++;
      result = `${result.slice(0, at)}[redacted]${result.slice(end)}`;
      from = at + "[redacted]".length;
    }
  }
  return result;
}
