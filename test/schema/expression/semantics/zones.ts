/** Zones with offsets in seconds, half-hour daylight saving, changes one minute after midnight, and skipped days. */
export const zones = [
  "UTC",
  "America/New_York",
  "America/St_Johns",
  "Europe/Berlin",
  "Europe/Amsterdam",
  "Africa/Monrovia",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "Asia/Gaza",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
] as const;

const formats = new Map(
  zones.map((zone) => {
    const numeric = "numeric" as const;
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      weekday: "short",
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    return [zone as string, format];
  }),
);

/** What a clock on the wall shows, straight from Intl. */
export function wallClock(milliseconds: number, zone: string) {
  const part: Record<string, string> = {};
  for (const { type, value } of formats.get(zone)?.formatToParts(milliseconds) ?? []) part[type] = value;
  const [year, month, day, hour, minute, second] = ["year", "month", "day", "hour", "minute", "second"].map((name) =>
    Number(part[name]),
  ) as [number, number, number, number, number, number];
  const pad = (value: number) => String(value).padStart(2, "0");
  return {
    hour,
    minute,
    month,
    "day-of-month": day,
    "day-of-week": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part.weekday ?? "") + 1,
    day: `${year}-${pad(month)}-${pad(day)}`,
    offset: Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(milliseconds / 1000) * 1000,
  };
}
