import type { Source } from "golden-pipeline";
import type { PredictionSink, RawSource } from "golden-pipeline/ports";

/** A record as it is sent: its key is the number of its row, by which each is taken once and in order. */
export interface FeedRecord {
  readonly key: string;
  readonly value: string;
}

/** A topic or a stream that brings raw flights. */
export interface Feed {
  /** Resolves when all of them are durable; after a failure some may stand there twice. */
  send(records: readonly FeedRecord[]): Promise<void>;
  /** All that is there, from its beginning, for one reader. */
  source(): Source<RawSource>;
}

/** Topics or streams, which are made when they are not there. */
export interface Broker {
  readonly system: "kafka" | "kinesis";
  openFeed(name: string): Promise<Feed>;
  openPredictions(name: string): Promise<PredictionSink>;
}
