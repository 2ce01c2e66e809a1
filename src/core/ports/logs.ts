/** One event at rest: a line of text whose hash, chain and meaning are no business of what keeps it. */
export interface LogEntry {
  /** 1 for the first entry of a log. */
  readonly sequence: number;
  /** Any text without line ends; it comes back character by character. */
  readonly line: string;
}

/**
 * Append-only lists of lines, by name: what a store's event logs rest on. `composeStore` chains, hashes, checks and names; an
 * adapter only keeps lines in order and lets one of several writers win.
 *
 * Names are checked before they arrive: lower-case words joined by `-`, `.` or `/`, at most 200 characters. `logs` and
 * `logs/more` are two logs. Failures of the system below may arrive as they are; throw a `StorageError` where it is known
 * whether the write stands.
 */
export interface Logs {
  readonly specificationVersion: "v1";
  /**
   * Appends lines as the entries `after + 1`, `after + 2` …, as one commit: all of them or none, durable once it resolves.
   * Resolves to false, and changes nothing, when the newest entry is not number `after` (0: the log is empty): of any number
   * of writers, in any number of processes, one gets true.
   * @param lines At least one.
   */
  append(log: string, after: number, lines: readonly string[]): Promise<boolean>;
  /**
   * The entries from `from` to `to`, both inclusive and whole numbers of at least 1, in order and without gaps. `to` may lie
   * far beyond the newest. Where the beginning was trimmed, what is kept.
   */
  read(log: string, range: { readonly from: number; readonly to: number }): AsyncIterable<LogEntry>;
  /** The newest entry, never a stale one; undefined for a log that has none. Must not take longer for a longer log. */
  head(log: string): Promise<LogEntry | undefined>;
  /** Names of the logs with at least one entry that begin with this text, which may be empty; in any order. */
  list(prefix: string): Promise<readonly string[]>;
  /** Forgets the entries before this number, which is never beyond the newest: that one stays. Nothing to forget is no error. */
  trim(log: string, before: number): Promise<void>;
}
