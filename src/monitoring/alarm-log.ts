import { createFold, foreignEvent } from "../core/house.js";
import type { StoredEvent } from "../core/index.js";
import type { Alarm } from "../ports/index.js";

/** An alarm as it stands in the log: its numbers all have a value. */
export type StoredAlarm = {
  readonly [fact in keyof Omit<Alarm, "numbers" | "acknowledged">]: Alarm[fact];
} & {
  readonly numbers: { readonly [name: string]: number };
  readonly acknowledged?: { readonly by: string; readonly reason?: string; readonly time: number };
};

/** Where a rule stands. */
export type RuleState = {
  /** The newest window that decided something about it. */
  readonly window: number;
  /** Windows in a row that broke it, and that kept it since it fires. */
  readonly seen: number;
  readonly clear: number;
  /** Pending or firing; null when there is nothing. */
  readonly alarm: StoredAlarm | null;
};

/** What the log `alarms/<name>` says. */
export type AlarmEvent =
  | {
      readonly type: "window-checked";
      readonly data: { readonly window: number; readonly rules: { readonly [rule: string]: RuleState } };
    }
  | { readonly type: "alarm-raised" | "alarm-resolved"; readonly data: { readonly alarm: StoredAlarm } }
  | {
      readonly type: "alarm-acknowledged";
      readonly data: { readonly rule: string; readonly by: string; readonly reason?: string };
    }
  | { readonly type: "alarms-told"; readonly data: { readonly told: readonly string[] } };

type AlarmState = {
  readonly rules: { readonly [rule: string]: RuleState };
  /** The newest of those that are over. */
  readonly resolved: readonly StoredAlarm[];
  /** What no sink has taken yet, and when it was written. */
  readonly untold: readonly { readonly alarm: StoredAlarm; readonly time: number }[];
};

const kept = 1000;

/** What sinks tell apart: one alarm is told of twice, when it fires and when it is resolved. */
export const messageId = ({ id, state }: Alarm): string => `${id} ${state}`;

/** Pure: the same events give the same alarms in every process. */
export const alarmFold = createFold<AlarmState>({
  id: "alarms",
  version: 1,
  initial: { rules: {}, resolved: [], untold: [] },
  apply(state, stored) {
    const event = readAlarmEvent(stored);
    switch (event?.type) {
      case "window-checked":
        return { ...state, rules: { ...state.rules, ...event.data.rules } };
      case "alarm-raised":
      case "alarm-resolved": {
        const { alarm } = event.data;
        const untold = [...state.untold, { alarm, time: stored.time }].slice(-kept);
        const resolved = alarm.state === "resolved" ? [...state.resolved, alarm].slice(-kept) : state.resolved;
        return { ...state, untold, resolved };
      }
      case "alarm-acknowledged": {
        const { rule, ...said } = event.data;
        const known = Object.hasOwn(state.rules, rule) ? state.rules[rule] : undefined;
        if (!known?.alarm) return state;
        const alarm = { ...known.alarm, acknowledged: { ...said, time: stored.time } };
        return { ...state, rules: { ...state.rules, [rule]: { ...known, alarm } } };
      }
      case "alarms-told":
        return {
          ...state,
          untold: state.untold.filter(({ alarm }) => !event.data.told.includes(messageId(alarm))),
        };
      default:
        return state;
    }
  },
});

const checks: Readonly<Record<AlarmEvent["type"], (data: Readonly<Record<string, unknown>>) => boolean>> = {
  "window-checked": ({ window, rules }) => typeof window === "number" && typeof rules === "object" && rules !== null,
  "alarm-raised": ({ alarm }) => isAlarm(alarm),
  "alarm-resolved": ({ alarm }) => isAlarm(alarm),
  "alarm-acknowledged": ({ rule, by }) => typeof rule === "string" && typeof by === "string",
  "alarms-told": ({ told }) => Array.isArray(told),
};

/** Undefined for types of newer writers. @throws {DamagedError} the data is not what its type says. */
function readAlarmEvent(stored: StoredEvent): AlarmEvent | undefined {
  if (!Object.hasOwn(checks, stored.type)) return undefined;
  if (isAlarmEvent(stored)) return stored;
  throw foreignEvent("alarm log", "alarms", stored);
}

function isAlarmEvent(stored: { readonly type: string; readonly data: unknown }): stored is AlarmEvent {
  const check = Object.entries(checks).find(([type]) => type === stored.type)?.[1];
  const { data } = stored;
  return check !== undefined && typeof data === "object" && data !== null && check({ ...data });
}

function isAlarm(value: unknown): value is StoredAlarm {
  return typeof value === "object" && value !== null && "rule" in value && "state" in value && "since" in value;
}
