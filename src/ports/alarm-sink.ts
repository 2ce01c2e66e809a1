/** A rule that does not hold, from when it was first seen to when it was over. */
export interface Alarm {
  /** `<rule>@<since>`: the same in every process, and for every message about it. */
  readonly id: string;
  /** The check, e.g. `calibration`. */
  readonly rule: string;
  readonly state: "pending" | "firing" | "resolved";
  /** End of the window that showed it first; milliseconds since 1970. */
  readonly since: number;
  readonly until?: number;
  /** What the newest window that broke the rule showed. */
  readonly message: string;
  readonly numbers: { readonly [name: string]: number | undefined };
  /** Who has seen it, and what they said. */
  readonly acknowledged?: { readonly by: string; readonly reason?: string; readonly time: number };
}

/** Where people are told of alarms: a pager, a chat. `alarmSinkChecks` of the testing room is its contract. */
export interface AlarmSink {
  readonly specificationVersion: "v1";
  /**
   * Tells of alarms that began to fire or were resolved. An alarm may be told again after a crash: its id and state say that it is the same.
   * Rejects when it could not be told; it is then told again later.
   */
  send(model: string, alarms: readonly Alarm[]): Promise<void>;
}
