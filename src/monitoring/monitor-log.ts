import { checkOptions, checkTime, createSegmentWriter, option, readSegments, systemClock } from "../core/house.js";
import { InvalidArgumentError, type Json, MissingError, type Store } from "../core/index.js";
import { createMonitor, type Monitor, type MonitorJson } from "./monitor.js";
import { type MonitorOptions, monitorRules } from "./monitor-options.js";
import type { MonitorReport } from "./monitor-report.js";
import type { Observation } from "./observation.js";
import type { Outcome } from "./read-outcome.js";

export interface MonitorLogOptions<Row = unknown, Label extends string = string, Target = unknown>
  extends MonitorOptions<Row, Label, Target> {
  readonly store: Store;
  /** The model's name: counts stand in logs below `monitors/<name>/`. */
  readonly name: string;
  /** How long a window is; windows begin at whole multiples of it since 1970, so that days are days in UTC. @default one day */
  readonly windowMilliseconds?: number;
  /** Counts go to the disk at the latest this long after they were made: kill -9 loses no more than those. @default 60000 */
  readonly flushMilliseconds?: number;
}

const logRules = {
  store: option.required(option.noun),
  name: option.required(option.text),
  windowMilliseconds: option.count,
  flushMilliseconds: option.count,
};

/** A monitor of windows of equal length that outlives its process, and that any number of processes share. */
export interface MonitorLog {
  /** Counts a request in the window of its time. */
  observe(observation: Observation): void;
  /** Counts a label in the window of the request it belongs to. @param outcome.time When that was asked, milliseconds since 1970. */
  label(outcome: Outcome & { readonly time: number }): void;
  /** Resolves once everything counted so far is durable. @throws {StorageError} the disk refuses; the counts wait for the next flush. */
  flush(): Promise<void>;
  /** When the windows begin that anything was counted in by any process, in order. */
  windows(): Promise<readonly number[]>;
  /** A window over all processes: what this one has counted, and what the others have flushed. @throws {MissingError} nothing was counted in it. */
  report(window: number): Promise<MonitorReport>;
  /** Flushes and counts no more. */
  close(): Promise<void>;
}

/** What is flushed: the counts since the last time. */
interface StoredCounts {
  readonly window: number;
  readonly counts: MonitorJson;
}

/**
 * Keeps a monitor's windows in a store. Each process writes what it has counted since its last flush to a log of its own; merged, the parts
 * are the whole to the bit, so a restart, a second process or a crash needs no hand-over. Counts against another reference, e.g. of an
 * earlier champion, are left aside.
 * @throws {InvalidArgumentError} an option is out of range, or the name cannot stand in a log's name.
 */
export async function createMonitorLog<Row, Label extends string, Target>(
  options: MonitorLogOptions<Row, Label, Target>,
): Promise<MonitorLog> {
  checkOptions<object>("monitor log", options, { ...monitorRules, ...logRules });
  const {
    store,
    name,
    clock = systemClock,
    windowMilliseconds = 86_400_000,
    flushMilliseconds = 60_000,
    ...watched
  } = options;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new InvalidArgumentError("monitor log", "a name of lower-case words joined by `-`", name);
  const { reference } = createMonitor({ ...watched, clock }).toJSON();
  const log = `monitors/${name}`;
  const writer = await createSegmentWriter(store, log, { clock, durability: "sync" });
  const closing = new AbortController();
  const fresh = new Map<number, Monitor>();
  const merged = new Map<number, Monitor>();
  const readTo = new Map<string, number>();
  let going = false;

  /** What is refused begins no window. */
  function within(windows: Map<number, Monitor>, window: number, count: (monitor: Monitor) => void): void {
    const known = windows.get(window) ?? createMonitor({ ...watched, clock });
    count(known);
    windows.set(window, known);
  }

  function windowOf(time: number): number {
    checkTime("monitor log", "time", time, clock);
    return Math.floor(time / windowMilliseconds) * windowMilliseconds;
  }

  async function flush(): Promise<void> {
    for (const [window, monitor] of fresh) {
      const row: StoredCounts = { window, counts: monitor.toJSON() };
      writer.write(row);
      fresh.delete(window);
    }
    await writer.flush();
  }

  /** Flushes in the background for as long as there is something. Failures are told by `flush`. */
  async function keepUp(): Promise<void> {
    if (going) return;
    going = true;
    try {
      while (fresh.size > 0 || writer.pending > 0) {
        await clock.sleep(flushMilliseconds, closing.signal);
        await flush().catch(() => undefined);
      }
    } catch {
      // Closed.
    } finally {
      going = false;
    }
  }

  /** Merges what came since the last time. */
  async function readParts(): Promise<void> {
    for (const part of await store.logs(`${log}/`)) {
      const from = (readTo.get(part) ?? 0) + 1;
      for await (const segment of readSegments(store, part, { from })) {
        const rows = await segment.values();
        for (const row of rows)
          if (row !== undefined && isCounts(row) && row.counts.reference === reference)
            within(merged, row.window, (monitor) => monitor.merge(row.counts));
        readTo.set(part, segment.sequence);
      }
    }
  }

  /** One after the other, so that nothing is merged twice. */
  let reading: Promise<void> = Promise.resolve();
  async function readNew(): Promise<void> {
    await flush();
    const next = reading.catch(() => undefined).then(readParts);
    reading = next;
    await next;
  }

  return {
    observe(observation) {
      within(fresh, windowOf(observation?.time), (monitor) => monitor.observe(observation));
      void keepUp();
    },
    label(outcome) {
      within(fresh, windowOf(outcome?.time), (monitor) => monitor.label(outcome));
      void keepUp();
    },
    flush,
    async windows() {
      await readNew();
      return [...merged.keys()].sort((left, right) => left - right);
    },
    async report(window) {
      await readNew();
      const monitor = merged.get(window);
      if (monitor === undefined)
        throw new MissingError(`monitor log ${name}`, `window ${new Date(window).toISOString()}`);
      return { ...monitor.report(), window };
    },
    async close() {
      await flush();
      await writer.close();
      closing.abort();
    },
  };
}

function isCounts(row: Json | StoredCounts): row is StoredCounts {
  return typeof row === "object" && row !== null && "window" in row && "counts" in row;
}
