import type { ClusterQuality } from "../model/house.js";
import type { Finding } from "../ports/index.js";

/** What a window looked like, as plain JSON. */
export interface MonitorReport {
  readonly format: "monitor-report@1";
  /** Names the window among others: when it begins, for windows of a fixed length. @default `to` */
  readonly window?: number;
  /** Its first and last request; null when there was none. */
  readonly from: number | null;
  readonly to: number | null;
  /** Requests. */
  readonly rows: number;
  readonly labelled: number;
  readonly checks: readonly Finding[];
  readonly clusters: readonly ClusterQuality[];
  /** Milliseconds by quantile. */
  readonly latency: {
    readonly p50: number | undefined;
    readonly p95: number | undefined;
    readonly p99: number | undefined;
  };
  readonly errorRate: number | undefined;
  readonly fallbackRate: number | undefined;
  /** Words that the reference does not list, with their rows. */
  readonly newCategories: { readonly [column: string]: { readonly [category: string]: number } };
}
