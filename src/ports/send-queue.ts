import { StateError, StorageError } from "../core/index.js";
import type { SendCounts, sendLimits } from "./send-limits.js";
import { ServiceError } from "./service-error.js";

/** What waits to be sent, and how that went. */
export interface SendQueue<Message> {
  counts(): SendCounts;
  /** @throws {StateError} too many wait, or the queue was closed. */
  add(message: Message): void;
  /** Resolves once all that was accepted is durable. @throws {StorageError} it is not, and is tried again. */
  flush(): Promise<void>;
  /** Flushes, and accepts no more. */
  close(): Promise<void>;
}

/** What a service did not take of a batch, and why. */
export interface NotSent<Message> {
  readonly left: readonly Message[];
  readonly error: unknown;
}

export interface SendQueueOptions<Message> {
  readonly place: string;
  readonly limits: ReturnType<typeof sendLimits>;
  readonly batchSize: number;
  /** Who takes them, e.g. "the brokers". */
  readonly taker: string;
  /** What they are and where they go, e.g. "predictions to topic clicks". */
  readonly about: string;
  readonly sizeOf: (message: Message) => number;
  /** Resolves when all are durable, or to those that are not. @throws what the service said; none is taken as sent. */
  readonly send: (batch: readonly Message[]) => Promise<NotSent<Message> | undefined>;
}

/**
 * Messages for a service that may be slow or gone: adding one never waits, they are sent in batches, one call at a time, and what fails is sent again. Beyond its
 * bounds the queue refuses.
 */
export function createSendQueue<Message>(options: SendQueueOptions<Message>): SendQueue<Message> {
  const { place, taker, about, sizeOf, batchSize } = options;
  const { maximumWaiting, maximumWaitingBytes, retryMilliseconds, onProblem } = options.limits;
  const waiting: Message[] = [];
  /** At the front, what is left of a batch: it goes before others, so that whoever flushes knows what is durable. */
  let left = 0;
  let bytes = 0;
  let accepted = 0;
  let sent = 0;
  let refused = 0;
  let closed = false;
  let sending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function send(): Promise<void> {
    clearTimeout(timer);
    while (waiting.length > 0) {
      const batch = waiting.slice(0, left > 0 ? left : batchSize);
      const outcome = await options.send(batch);
      const again = outcome?.left ?? [];
      waiting.splice(0, batch.length, ...again);
      left = again.length;
      sent += batch.length - again.length;
      for (const message of batch) bytes -= sizeOf(message);
      for (const message of again) bytes += sizeOf(message);
      if (outcome !== undefined && left > 0) throw outcome.error;
    }
  }

  function begin(): Promise<void> {
    sending ??= send().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  function failed(error: unknown): void {
    onProblem?.({ error, waiting: waiting.length, refused });
    if (!closed) sendSoon(retryMilliseconds);
  }

  function sendSoon(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void begin().catch(failed), milliseconds);
    timer.unref();
  }

  async function flush(): Promise<void> {
    const upTo = accepted;
    try {
      while (sent < upTo) await begin();
    } catch (error) {
      failed(error);
      const reason = ServiceError.isInstance(error) ? error.message : String(error);
      throw new StorageError(`${waiting.length} ${about}`, reason, error, true);
    }
  }

  return {
    counts: () => ({ accepted, sent, waiting: waiting.length, refused }),
    add(message) {
      if (closed) throw new StateError({ place, message: "Expected an open sink, it was closed" });
      const size = sizeOf(message);
      if (waiting.length >= maximumWaiting || bytes + size > maximumWaitingBytes) {
        refused++;
        const got = `${waiting.length} (${bytes} bytes) that wait: ${refused} were refused so far`;
        throw new StateError({ place, message: `Expected ${taker} to take predictions, got ${got}` });
      }
      waiting.push(message);
      bytes += size;
      accepted++;
      if (sending === undefined && waiting.length === 1) sendSoon(5);
    },
    flush,
    async close() {
      closed = true;
      try {
        await flush();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
