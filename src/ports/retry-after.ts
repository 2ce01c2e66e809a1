/**
 * How long a server asks to wait, from `retry-after-ms` or `Retry-After` (RFC 9110: whole seconds or a date); undefined
 * when it does not say or cannot be understood.
 */
export function retryAfterMilliseconds(header: (name: string) => string | null, now: number): number | undefined {
  const exact = readNumber(header("retry-after-ms"));
  if (exact !== undefined) return exact;
  const value = header("retry-after");
  const seconds = readNumber(value);
  if (seconds !== undefined) return seconds * 1000;
  // Only a date by RFC 9110 has a letter; Date.parse alone would read "-5" as a year.
  const date = value !== null && /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function readNumber(value: string | null): number | undefined {
  return value !== null && /^\s*\d{1,12}(\.\d{1,6})?\s*$/.test(value) ? Number(value) : undefined;
}
