import type { Clock } from "../clock.js";
import type { Json } from "../json.js";
import type { Store } from "../store.js";
import { asRecorded, type RecordedEvent, type RunEventData, type RunEventType } from "./run-events.js";

/** Where a run writes what happens: to its log in the store, one append after the other, or without a store only to memory. */
export class RunJournal {
  readonly store: Store | undefined;
  readonly events: RecordedEvent[];
  readonly #log: string;
  readonly #clock: Clock;
  #sequence = 0;
  #tail: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(store: Store | undefined, log: string, clock: Clock) {
    this.store = store;
    this.events = [];
    this.#log = log;
    this.#clock = clock;
  }

  /** Reads what earlier processes wrote. */
  async open(): Promise<void> {
    for await (const event of this.store?.read(this.#log) ?? []) {
      this.events.push(asRecorded(event));
      this.#sequence = event.sequence;
    }
  }

  /**
   * Resolves when the event is durable; without a store there is nothing to wait for. Stages that go on after their run
   * has ended, because they do not heed its signal, leave no trace.
   *
   * @throws {ConflictError} another process has written to this run since: it goes on there.
   */
  append<T extends RunEventType>(type: T, data: RunEventData[T], time = this.#clock.now()): Promise<void> | undefined {
    if (this.#closed) return undefined;
    if (type === "run-ended") this.#closed = true;
    const event = { type, time, data };
    const { store } = this;
    if (store === undefined) {
      this.events.push(event as RecordedEvent);
      return undefined;
    }
    const appended = this.#tail.then(async () => {
      const head = await store.append(this.#log, [{ ...event, data: data as Json }], { expect: this.#sequence });
      this.#sequence = head.sequence;
      this.events.push(event as RecordedEvent);
    });
    this.#tail = appended.catch(() => undefined); // Its caller is told; the next append must find out for itself.
    return appended;
  }
}
