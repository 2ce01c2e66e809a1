import { DistinctCount, type DistinctCountJson } from "../stats/house.js";
import { DDSketch, type DDSketchJson } from "../stats/index.js";

/** How one request went for the version that it was meant for, whoever answered it in the end. */
export interface Outcome {
  readonly latencyMilliseconds: number;
  /** The version failed or came too late. */
  readonly error: boolean;
  /** Something else than its answer was given. */
  readonly fallback: boolean;
  readonly unit?: string | undefined;
  /** The version failed, and the champion answered the same request in its place. */
  readonly rescued?: boolean;
}

/** What `VersionMetrics` holds, as plain JSON. */
export interface VersionMetricsJson {
  readonly requests: number;
  readonly errors: number;
  readonly fallbacks: number;
  readonly unlogged: number;
  readonly latency: DDSketchJson;
  readonly failureLatency: DDSketchJson;
  readonly units: DistinctCountJson;
}

/** What a version has done while answering. Counts of several processes merge to those of the whole. */
export class VersionMetrics {
  requests = 0;
  errors = 0;
  fallbacks = 0;
  /** Answers that the prediction log did not take. */
  unlogged = 0;
  /** Milliseconds of requests that did not fail. */
  readonly latency: DDSketch;
  /** Milliseconds until a request failed: apart, since failing is often quick. */
  readonly failureLatency: DDSketch;
  /** Different units. */
  readonly units: DistinctCount;

  constructor(
    latency: DDSketch = new DDSketch(0.01),
    failureLatency: DDSketch = new DDSketch(0.01),
    units: DistinctCount = new DistinctCount(),
  ) {
    this.latency = latency;
    this.failureLatency = failureLatency;
    this.units = units;
  }

  /** Units are not counted here: add them where they are asked for, since hashing them costs each request. */
  record({ latencyMilliseconds, error, fallback }: Outcome): void {
    this.requests++;
    if (error) this.errors++;
    if (fallback) this.fallbacks++;
    (error ? this.failureLatency : this.latency).add(latencyMilliseconds);
  }

  merge(other: VersionMetrics): void {
    this.requests += other.requests;
    this.errors += other.errors;
    this.fallbacks += other.fallbacks;
    this.unlogged += other.unlogged;
    this.latency.merge(other.latency);
    this.failureLatency.merge(other.failureLatency);
    this.units.merge(other.units);
  }

  copy(): VersionMetrics {
    const copy = new VersionMetrics();
    copy.merge(this);
    return copy;
  }

  toJSON(): VersionMetricsJson {
    const { requests, errors, fallbacks, unlogged, latency, failureLatency, units } = this;
    return {
      requests,
      errors,
      fallbacks,
      unlogged,
      latency: latency.toJSON(),
      failureLatency: failureLatency.toJSON(),
      units: units.toJSON(),
    };
  }

  static fromJSON(json: VersionMetricsJson): VersionMetrics {
    const metrics = new VersionMetrics(
      DDSketch.fromJSON(json.latency),
      DDSketch.fromJSON(json.failureLatency),
      DistinctCount.fromJSON(json.units),
    );
    metrics.requests = json.requests;
    metrics.errors = json.errors;
    metrics.fallbacks = json.fallbacks;
    metrics.unlogged = json.unlogged;
    return metrics;
  }
}
