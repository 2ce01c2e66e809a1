import { DDSketch } from "../stats/index.js";

/** What a version has done while answering: counts and a latency sketch in milliseconds. */
export class VersionMetrics {
  requests = 0;
  errors = 0;
  fallbacks = 0;
  /** Answers that the prediction log did not take. */
  unlogged = 0;
  readonly latency = new DDSketch(0.01);
  readonly units = new Set<string>();

  record(outcome: { readonly latencyMilliseconds: number; readonly error: boolean; readonly fallback: boolean }): void {
    this.requests++;
    if (outcome.error) this.errors++;
    if (outcome.fallback) this.fallbacks++;
    this.latency.add(outcome.latencyMilliseconds);
  }

  toJSON(): {
    readonly requests: number;
    readonly errors: number;
    readonly fallbacks: number;
    readonly unlogged: number;
    readonly p50: number | undefined;
    readonly p95: number | undefined;
    readonly p99: number | undefined;
  } {
    const { requests, errors, fallbacks, unlogged, latency } = this;
    return {
      requests,
      errors,
      fallbacks,
      unlogged,
      p50: latency.quantile(0.5),
      p95: latency.quantile(0.95),
      p99: latency.quantile(0.99),
    };
  }
}
