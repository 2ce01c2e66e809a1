/** A moment as `2001-01-25 08:00:00Z`; a number that is none as it is. */
export function formatTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? String(time)
    : date
        .toISOString()
        .replace("T", " ")
        .replace(/\.\d+Z$/, "Z");
}

/** How long it took. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`;
}

/** What else could have been meant. */
export function thereAre(names: readonly string[]): string {
  return names.length === 0 ? "there are none" : `there ${names.length === 1 ? "is" : "are"} ${names.join(", ")}`;
}
