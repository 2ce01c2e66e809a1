import { InvalidArgumentError } from "../core/index.js";
import type { MonitorReport } from "./monitor-report.js";

/** A rule that does not hold, from when it was first seen to when it was over. */
export interface Alarm {
  /** The check, e.g. `calibration`. */
  readonly rule: string;
  readonly state: "pending" | "firing" | "resolved";
  /** End of the window that showed it first; milliseconds since 1970. */
  readonly since: number;
  readonly until?: number;
  /** What the newest window that broke the rule showed. */
  readonly message: string;
  readonly numbers: { readonly [name: string]: number | undefined };
}

export interface AlarmOptions {
  /** Windows in a row that must show it before it fires. @default 1 */
  readonly forWindows?: number;
  /** Windows in a row without it before it is resolved. @default 1 */
  readonly clearWindows?: number;
}

/** Turns reports into alarms: one per rule, whatever the number of windows that show it. */
export function createAlarms(options: AlarmOptions = {}): {
  /** Takes the next window's report and gives what changed. */
  update(report: MonitorReport): readonly Alarm[];
  /** All alarms so far, resolved ones too. */
  list(): readonly Alarm[];
} {
  const { forWindows = 1, clearWindows = 1 } = options;
  for (const [name, value] of Object.entries({ forWindows, clearWindows }))
    if (!(Number.isInteger(value) && value >= 1))
      throw new InvalidArgumentError("alarms", `\`${name}\` a whole number above 0`, value);
  const open = new Map<string, { alarm: Alarm; seen: number; clear: number }>();
  const resolved: Alarm[] = [];
  return {
    update(report) {
      const changed: Alarm[] = [];
      for (const { check, status, message, numbers } of report.checks) {
        const known = open.get(check);
        // A window with too little data says nothing, neither that it is over nor that it goes on.
        if (status === "insufficient-data") continue;
        if (status === "ok") {
          if (known === undefined || ++known.clear < clearWindows) continue;
          open.delete(check);
          if (known.alarm.state !== "firing") continue;
          const alarm: Alarm = { ...known.alarm, state: "resolved", until: report.to };
          resolved.push(alarm);
          changed.push(alarm);
          continue;
        }
        const seen = (known?.seen ?? 0) + 1;
        const state = seen >= forWindows ? ("firing" as const) : ("pending" as const);
        const alarm: Alarm = { rule: check, state, since: known?.alarm.since ?? report.to, message, numbers };
        open.set(check, { alarm, seen, clear: 0 });
        if (known?.alarm.state !== state) changed.push(alarm);
      }
      return changed;
    },
    list: () => [...resolved, ...[...open.values()].map(({ alarm }) => alarm)],
  };
}
