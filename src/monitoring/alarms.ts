import {
  checkOptions,
  checkPort,
  type FoldResult,
  foldLog,
  type OptionRules,
  option,
  systemClock,
} from "../core/house.js";
import {
  type Clock,
  ConflictError,
  createMemoryStore,
  InvalidArgumentError,
  StateError,
  type Store,
} from "../core/index.js";
import type { Alarm, AlarmSink } from "../ports/index.js";
import { type AlarmEvent, alarmFold, messageId } from "./alarm-log.js";
import type { MonitorReport } from "./monitor-report.js";
import { nextRules } from "./next-rules.js";

export interface AlarmOptions {
  /** Where they outlive the process, as the log `alarms/<name>`. @default memory: they are gone with it */
  readonly store?: Store;
  /** Lower-case words joined by `-`: the model's name. @default "model" */
  readonly name?: string;
  /**
   * Windows in a row that must break a rule before it fires; one that keeps it begins the row again. A window with too little data neither
   * counts nor begins again: a quiet night between two bad days says nothing of either. @default 1
   */
  readonly forWindows?: number;
  /** Windows in a row that must keep it before it is resolved, counted likewise. @default 1 */
  readonly clearWindows?: number;
  /** Who is told when an alarm fires and when it is resolved. @default nobody */
  readonly sinks?: readonly AlarmSink[];
  /** @default The system's clock */
  readonly clock?: Clock;
}

/** Alarms of one model: one per rule, whatever the number of windows that show it and of processes that report them. */
export interface Alarms {
  /**
   * Takes a window's report and gives what it changed. Reports come in the order of their windows; a window that was reported already, by
   * any process, counts again only for checks that it could not decide then, such as quality before its labels came.
   */
  update(report: MonitorReport): Promise<readonly Alarm[]>;
  /** All there are, those that are over first. */
  list(): Promise<readonly Alarm[]>;
  /** Records that somebody has seen an alarm. @throws {StateError} the rule has none that is pending or firing. */
  acknowledge(rule: string, said: { readonly by: string; readonly reason?: string }): Promise<void>;
}

// Whoever raised an alarm tells of it at once; if it died before, somebody else does after this long.
const tellAfterMilliseconds = 60_000;

const rules: OptionRules<AlarmOptions> = {
  store: option.noun,
  name: option.text,
  forWindows: option.count,
  clearWindows: option.count,
  sinks: option.listOf(option.noun),
  clock: option.noun,
};

/**
 * Turns reports into alarms. With a store they survive restarts, and all processes that share it agree on them: each change is one event,
 * and is told to the sinks at least once.
 * @throws {InvalidArgumentError} an option is not a whole number above 0, or the name cannot stand in a log's name.
 */
export function createAlarms(options: AlarmOptions = {}): Alarms {
  checkOptions("alarms", options, rules);
  const { store = createMemoryStore(), name = "model", forWindows = 1, clearWindows = 1, sinks = [] } = options;
  const { clock = systemClock } = options;
  for (const sink of sinks) checkPort("alarms", "sinks", sink, ["send"]);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new InvalidArgumentError("alarms", "a name of lower-case words joined by `-`", name);
  const log = `alarms/${name}`;
  type View = FoldResult<(typeof alarmFold)["initial"]>;
  let folded: View | undefined;

  async function read(): Promise<View> {
    folded = await foldLog(store, log, alarmFold, folded === undefined ? {} : { since: folded });
    return folded;
  }

  /** False when somebody else wrote first. */
  async function append(events: readonly AlarmEvent[], expect: number): Promise<boolean> {
    const time = clock.now();
    const written = events.map(({ type, data }) => ({ type, time, data: JSON.parse(JSON.stringify(data)) }));
    try {
      await store.append(log, written, { expect });
      return true;
    } catch (error) {
      if (!ConflictError.isInstance(error)) throw error;
      return false;
    }
  }

  /** Decides on what is known now, and again when somebody else wrote meanwhile. */
  async function decide<T>(
    events: (view: View) => { readonly events: readonly AlarmEvent[]; readonly result: T },
  ): Promise<T> {
    for (;;) {
      const view = await read();
      const decided = events(view);
      if (decided.events.length === 0 || (await append(decided.events, view.head.sequence))) return decided.result;
    }
  }

  async function tell(own: readonly Alarm[]): Promise<void> {
    if (sinks.length === 0) return;
    const mine = new Set(own.map(messageId));
    const due = (await read()).state.untold.filter(
      ({ alarm, time }) => mine.has(messageId(alarm)) || clock.now() - time >= tellAfterMilliseconds,
    );
    if (due.length === 0) return;
    const sent = await Promise.allSettled(
      sinks.map((sink) =>
        sink.send(
          name,
          due.map(({ alarm }) => alarm),
        ),
      ),
    );
    // What a sink could not take is told again, to all of them, by the next report after a minute.
    if (sent.some(({ status }) => status === "rejected")) return;
    const told = due.map(({ alarm }) => messageId(alarm));
    await decide(() => ({ events: [{ type: "alarms-told", data: { told } }], result: undefined }));
  }

  return {
    async update(report) {
      const changed = await decide(({ state }) => {
        const { changed, ...checked } = nextRules(state.rules, report, { forWindows, clearWindows });
        if (Object.keys(checked.rules).length === 0) return { events: [], result: [] };
        const told = changed.flatMap((alarm): AlarmEvent[] =>
          alarm.state === "pending"
            ? []
            : [{ type: alarm.state === "firing" ? "alarm-raised" : "alarm-resolved", data: { alarm } }],
        );
        return { events: [{ type: "window-checked", data: checked }, ...told], result: changed };
      });
      await tell(changed);
      return changed;
    },
    async list() {
      const { resolved, rules } = (await read()).state;
      return [...resolved, ...Object.values(rules).flatMap(({ alarm }) => (alarm === null ? [] : [alarm]))];
    },
    acknowledge: (rule, { by, reason }) =>
      decide(({ state }) => {
        if (!(Object.hasOwn(state.rules, rule) && state.rules[rule]?.alarm))
          throw new StateError({
            place: `alarms ${name}`,
            message: `Expected an alarm of ${rule} to acknowledge, there is none`,
          });
        const data = { rule, by, ...(reason !== undefined && { reason }) };
        return { events: [{ type: "alarm-acknowledged", data }], result: undefined };
      }),
  };
}
