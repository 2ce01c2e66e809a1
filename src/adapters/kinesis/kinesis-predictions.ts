import { createHash } from "node:crypto";
import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { canonicalJson, InvalidArgumentError } from "../../core/index.js";
import type { Prediction } from "../../model/index.js";
import {
  createSendQueue,
  type NotSent,
  type SendCounts,
  type SendLimits,
  sendLimitRules,
  sendLimits,
} from "../../ports/house.js";
import { type PredictionSink, ServiceError } from "../../ports/index.js";
import type { KinesisClient, KinesisMessage } from "./kinesis-client.js";

export interface KinesisPredictionsOptions extends SendLimits {
  readonly client: KinesisClient;
  readonly stream: string;
}

const rules: OptionRules<KinesisPredictionsOptions> = {
  client: option.required(option.noun),
  stream: option.required(option.text),
  ...sendLimitRules,
};

/** A prediction sink that tells how it stands. */
export interface KinesisPredictions extends PredictionSink {
  counts(): SendCounts;
}

/** What one call takes. */
const batchSize = 500;
const batchBytes = 4 << 20;
/** Of one record with its key, where a stream is not set to take larger ones. */
const maximumBytes = 1 << 20;

/**
 * Predictions as records of a stream: the partition key is the prediction's id, the data its canonical JSON. `write` never waits: while the service is slow,
 * throttles or is gone, predictions wait within the bounds above, then `write` throws a `StateError` and the router counts the answer as unlogged. Of a batch that
 * was taken in part, the rest is sent again. After an outage a prediction may stand twice, under one id: readers take the first.
 *
 * @example kinesisPredictions({ client: kinesisClient(new KinesisClient()), stream: "predictions" })
 * @throws {InvalidArgumentError} an option is outside what is accepted; (`write`) a prediction is larger than a record may be, 1 MiB.
 */
export function kinesisPredictions(options: KinesisPredictionsOptions): KinesisPredictions {
  checkOptions("kinesis predictions", options, rules);
  const { client, stream } = options;
  const place = `kinesis predictions ${stream}`;

  const queue = createSendQueue<KinesisMessage>({
    ...{ place, taker: "the service", about: `predictions to stream ${stream}` },
    limits: sendLimits(options),
    batchSize,
    sizeOf,
    send: (batch) => sendAll(client, stream, batch),
  });

  return {
    specificationVersion: "v1",
    counts: queue.counts,
    write(prediction) {
      const message = messageOf(prediction);
      const size = sizeOf(message);
      if (size > maximumBytes)
        throw new InvalidArgumentError(place, `a prediction of at most ${maximumBytes} bytes`, size);
      queue.add(message);
    },
    flush: queue.flush,
    close: queue.close,
  };
}

/** As few calls as take them all. */
async function sendAll(
  client: KinesisClient,
  stream: string,
  batch: readonly KinesisMessage[],
): Promise<NotSent<KinesisMessage> | undefined> {
  const left: KinesisMessage[] = [];
  const reasons = new Set<string>();
  for (let rest = batch; rest.length > 0; ) {
    const call = rest.slice(0, fittingIn(rest));
    try {
      for (const [index, reason] of (await client.put(stream, call)).entries()) {
        const message = call[index];
        if (reason === undefined || message === undefined) continue;
        left.push(message);
        reasons.add(reason);
      }
    } catch (error) {
      return { left: [...left, ...rest], error };
    }
    rest = rest.slice(call.length);
  }
  if (left.length === 0) return undefined;
  const why = [...reasons].join(", ");
  const message = `Expected ${batch.length} records to be taken, ${left.length} were not (${why}): they are sent again`;
  return { left, error: new ServiceError({ place: `kinesis ${stream}`, message, retryable: true }) };
}

function messageOf({ position: _, ...prediction }: Prediction): KinesisMessage {
  const { id } = prediction;
  const fits = id.length >= 1 && id.length <= 256;
  const partitionKey = fits ? id : createHash("sha256").update(id).digest("hex");
  return { partitionKey, data: Buffer.from(canonicalJson(prediction)) };
}

function sizeOf({ partitionKey, data }: KinesisMessage): number {
  return Buffer.byteLength(partitionKey) + data.length;
}

/** How many of them one call takes. */
function fittingIn(batch: readonly KinesisMessage[]): number {
  let bytes = 0;
  const beyond = batch.findIndex((message) => {
    bytes += sizeOf(message);
    return bytes > batchBytes;
  });
  return beyond < 0 ? batch.length : Math.max(1, beyond);
}
