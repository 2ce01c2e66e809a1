/** How a count of a unit of time reads as text, and back, without loss. Digits are those of the unit behind the second: 3, 6 or 9. */

/** `2001-02-03T04:05:06.123456`; the zone is the caller's. @throws {RangeError} it lies outside the years that ISO 8601 has in ECMAScript. */
export function timeText(count: bigint, digits: number): string {
  const perMillisecond = 10n ** BigInt(digits - 3);
  const rest = ((count % perMillisecond) + perMillisecond) % perMillisecond;
  const date = new Date(Number((count - rest) / perMillisecond));
  if (Number.isNaN(date.getTime()))
    throw new RangeError(`the time ${count} lies outside the years that can be written`);
  return date.toISOString().slice(0, -1) + (digits === 3 ? "" : String(rest).padStart(digits - 3, "0"));
}

/** The count behind `timeText`; undefined when the text is no time, or is finer than the unit. A zone must be the one that is named. */
export function parseTimeText(text: string, digits: number, zone: "Z" | ""): bigint | undefined {
  const found = /^(?<seconds>(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,9}))?(?<zone>Z?)$/.exec(
    text,
  )?.groups;
  if (found === undefined || found.zone !== zone) return undefined;
  const seconds = Date.parse(`${found.seconds}Z`);
  const fraction = (found.fraction ?? "").padEnd(9, "0");
  if (Number.isNaN(seconds) || /[1-9]/.test(fraction.slice(digits))) return undefined;
  return BigInt(seconds / 1000) * 10n ** BigInt(digits) + BigInt(fraction.slice(0, digits));
}

/** `04:05:06.123` of a count since midnight. @throws {RangeError} a day has no such time. */
export function clockText(count: bigint, digits: number): string {
  if (count < 0n || count >= 86_400n * 10n ** BigInt(digits)) throw new RangeError(`a day has no time of day ${count}`);
  return timeText(count, digits).slice(11);
}

export function parseClockText(text: string, digits: number): bigint | undefined {
  return parseTimeText(`1970-01-01T${text}`, digits, "");
}
