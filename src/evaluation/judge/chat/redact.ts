/** Takes secrets out of a text from outside, which may repeat them, also cut short to a beginning of 8 characters or more. */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    result = result.replaceAll(secret, "[redacted]");
    // Providers show the first and last characters of a wrong key.
    const beginning = secret.slice(0, 8);
    for (let at = result.indexOf(beginning); secret.length > 8 && at >= 0; at = result.indexOf(beginning)) {
      let end = at + beginning.length;
      while (end < result.length && /[\w*.…-]/.test(result[end] ?? "")) end++;
      result = `${result.slice(0, at)}[redacted]${result.slice(end)}`;
    }
  }
  return result;
}
