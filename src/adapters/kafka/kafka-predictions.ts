import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { canonicalJson } from "../../core/index.js";
import type { Prediction } from "../../model/index.js";
import { createSendQueue, type SendCounts, type SendLimits, sendLimitRules, sendLimits } from "../../ports/house.js";
import type { PredictionSink } from "../../ports/index.js";
import type { KafkaClient, KafkaMessage, KafkaProducer } from "./kafka-client.js";
import { type PredictionValues, predictionSerializer, predictionValuesRules } from "./predictions/prediction-values.js";

export interface KafkaPredictionsOptions extends SendLimits {
  readonly client: KafkaClient;
  readonly topic: string;
  /** Writes them in the registry's wire format, as Avro, JSON Schema or Protobuf. @default canonical JSON, without a schema */
  readonly values?: PredictionValues;
  /** The most predictions of one call to the brokers. @default 1000 */
  readonly batchSize?: number;
}

const rules: OptionRules<KafkaPredictionsOptions> = {
  client: option.required(option.noun),
  topic: option.required(option.text),
  values: option.object(predictionValuesRules),
  batchSize: option.count,
  ...sendLimitRules,
};

/** A prediction sink that tells how it stands. */
export interface KafkaPredictions extends PredictionSink {
  counts(): SendCounts;
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
  const { client, topic, values, batchSize = 1000 } = options;
  const serializer = values && predictionSerializer(topic, values);
  let producer: Promise<KafkaProducer> | undefined;

  const queue = createSendQueue<KafkaMessage>({
    ...{ place: `kafka predictions ${topic}`, taker: "the brokers", about: `predictions to topic ${topic}` },
    limits: sendLimits(options),
    batchSize,
    sizeOf,
    // One call at a time, so that an idempotent producer's sequence has no gaps.
    async send(batch) {
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
      return undefined;
    },
  });

  return {
    specificationVersion: "v1",
    counts: queue.counts,
    write(prediction) {
      serializer?.check(prediction);
      queue.add(messageOf(prediction));
    },
    flush: queue.flush,
    async close() {
      try {
        await queue.close();
      } finally {
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
