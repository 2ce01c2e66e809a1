import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { canonicalJson, StateError, StorageError } from "../../core/index.js";
import type { Prediction } from "../../model/index.js";
import type { PredictionSink } from "../../ports/index.js";
import { ServiceError } from "../../ports/index.js";
import type { KafkaClient, KafkaMessage, KafkaProducer } from "./kafka-client.js";
import { type PredictionValues, predictionSerializer, predictionValuesRules } from "./predictions/prediction-values.js";

export interface KafkaPredictionsOptions {
  readonly client: KafkaClient;
  readonly topic: string;
  /** Writes them in the registry's wire format, as Avro, JSON Schema or Protobuf. @default canonical JSON, without a schema */
  readonly values?: PredictionValues;
  /** The most predictions that wait to be sent; further ones are refused. @default 100000 */
  readonly maximumWaiting?: number;
  /** The most bytes that wait to be sent. @default 67108864 (64 MiB) */
  readonly maximumWaitingBytes?: number;
  /** The most predictions of one call to the brokers. @default 1000 */
  readonly batchSize?: number;
  /** How long to wait after the brokers refused, in milliseconds. @default 1000 */
  readonly retryMilliseconds?: number;
  /** Told of brokers or a registry that take nothing, and of predictions that were refused meanwhile. @default nobody is */
  readonly onProblem?: (problem: {
    readonly error: unknown;
    readonly waiting: number;
    readonly refused: number;
  }) => void;
}

const rules: OptionRules<KafkaPredictionsOptions> = {
  client: option.required(option.noun),
  topic: option.required(option.text),
  values: option.object(predictionValuesRules),
  maximumWaiting: option.count,
  maximumWaitingBytes: option.count,
  batchSize: option.count,
  retryMilliseconds: option.number({ minimum: 0, below: 2 ** 31 }),
  onProblem: option.callback,
};

/** A prediction sink that tells how it stands. */
export interface KafkaPredictions extends PredictionSink {
  /** How many were accepted, are durable, wait to be sent, and were refused because too many waited. */
  counts(): { readonly accepted: number; readonly sent: number; readonly waiting: number; readonly refused: number };
}

/**
 * Predictions as records of a topic: the key is the prediction's id, the value its canonical JSON, or of a registered schema. `write` never waits: when the brokers or the registry are slow or gone,
 * predictions wait within the bounds above, then `write` throws a `StateError` and the router counts the answer as unlogged. A prediction may stand twice
 * after an outage, under one id: readers take the first.
 *
 * @example kafkaPredictions({ client: kafkaClient({ brokers }), topic: "predictions" })
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function kafkaPredictions(options: KafkaPredictionsOptions): KafkaPredictions {
  checkOptions("kafka predictions", options, rules);
  const { client, topic, maximumWaiting = 100_000, maximumWaitingBytes = 64 << 20 } = options;
  const { batchSize = 1000, retryMilliseconds = 1000, onProblem } = options;
  const serializer = options.values && predictionSerializer(topic, options.values);
  const place = `kafka predictions ${topic}`;
  const waiting: KafkaMessage[] = [];
  let bytes = 0;
  let accepted = 0;
  let sent = 0;
  let refused = 0;
  let closed = false;
  let producer: Promise<KafkaProducer> | undefined;
  /** The sending under way: one call at a time, so that an idempotent producer's sequence has no gaps. */
  let sending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function tell(error: unknown): void {
    onProblem?.({ error, waiting: waiting.length, refused });
  }

  /** Sends all that waits. @throws what the brokers said; the predictions still wait. */
  async function send(): Promise<void> {
    clearTimeout(timer);
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      const messages = serializer === undefined ? batch : await serializer.serialize(batch);
      try {
        producer ??= client.producer({ idempotent: true });
        await (await producer).send(topic, messages);
      } catch (error) {
        // A producer that was refused may have a gap in its sequence: the next try has a new one.
        const broken = producer;
        producer = undefined;
        void broken?.then((one) => one.close()).catch(() => undefined);
        throw error;
      }
      waiting.splice(0, batch.length);
      sent += batch.length;
      for (const message of batch) bytes -= sizeOf(message);
    }
  }

  function begin(): Promise<void> {
    sending ??= send().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  function sendSoon(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      begin().catch((error: unknown) => {
        tell(error);
        if (!closed) sendSoon(retryMilliseconds);
      });
    }, milliseconds);
    timer.unref();
  }

  async function flush(): Promise<void> {
    const upTo = accepted;
    try {
      while (sent < upTo) await begin();
    } catch (error) {
      tell(error);
      if (!closed) sendSoon(retryMilliseconds);
      const reason = ServiceError.isInstance(error) ? error.message : String(error);
      throw new StorageError(`${waiting.length} predictions to topic ${topic}`, reason, error, true);
    }
  }

  return {
    specificationVersion: "v1",
    counts: () => ({ accepted, sent, waiting: waiting.length, refused }),
    write(prediction) {
      if (closed) throw new StateError({ place, message: "Expected an open sink, it was closed" });
      serializer?.check(prediction);
      const message = messageOf(prediction);
      const size = sizeOf(message);
      if (waiting.length >= maximumWaiting || bytes + size > maximumWaitingBytes) {
        refused++;
        throw new StateError({
          place,
          message: `Expected the brokers to take predictions, got ${waiting.length} (${bytes} bytes) that wait: ${refused} were refused so far`,
        });
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
        await (await producer?.catch(() => undefined))?.close();
      }
    },
  };
}

function messageOf({ position: _, ...prediction }: Prediction): KafkaMessage {
  return { key: Buffer.from(prediction.id), value: Buffer.from(canonicalJson(prediction)) };
}

function sizeOf({ key, value }: KafkaMessage): number {
  return (key?.length ?? 0) + (value?.length ?? 0);
}
