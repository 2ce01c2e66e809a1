import type { Alarm } from "../ports/index.js";
import type { RuleState, StoredAlarm } from "./alarm-log.js";
import type { MonitorReport } from "./monitor-report.js";

/** What a window's report changes: where its rules stand then, and which alarms are new, fire or are over. */
export function nextRules(
  rules: { readonly [rule: string]: RuleState },
  report: MonitorReport,
  { forWindows, clearWindows }: { readonly forWindows: number; readonly clearWindows: number },
): {
  readonly window: number;
  readonly rules: { readonly [rule: string]: RuleState };
  readonly changed: readonly StoredAlarm[];
} {
  const end = report.to ?? 0;
  const window = report.window ?? end;
  const next: Record<string, RuleState> = {};
  const changed: StoredAlarm[] = [];
  for (const { check, status, message, numbers } of report.checks) {
    const known = Object.hasOwn(rules, check) ? rules[check] : undefined;
    // A window with too little data says nothing; one that was counted, by whatever process, is not counted again.
    if (status === "insufficient-data" || window <= (known?.window ?? Number.NEGATIVE_INFINITY)) continue;
    const before = known?.alarm ?? undefined;
    if (status === "ok") {
      const clear = (known?.clear ?? 0) + 1;
      const goesOn = before?.state === "firing" && clear < clearWindows;
      next[check] = { window, seen: 0, clear: goesOn ? clear : 0, alarm: goesOn ? before : null };
      if (before?.state === "firing" && !goesOn) changed.push({ ...before, state: "resolved", until: end });
      continue;
    }
    const seen = (known?.seen ?? 0) + 1;
    const state = before?.state === "firing" || seen >= forWindows ? "firing" : "pending";
    const since = before?.since ?? end;
    const alarm: StoredAlarm = {
      ...before,
      id: `${check}@${since}`,
      rule: check,
      state,
      since,
      message,
      numbers: withValues(numbers),
    };
    next[check] = { window, seen, clear: 0, alarm };
    if (before?.state !== state) changed.push(alarm);
  }
  return { window, rules: next, changed };
}

function withValues(numbers: Alarm["numbers"]): StoredAlarm["numbers"] {
  return Object.fromEntries(
    // JSON has neither NaN nor infinities.
    Object.entries(numbers).flatMap(([name, value]) =>
      Number.isFinite(value) ? [[name, value as number] as const] : [],
    ),
  );
}
