/** What a check found: `drift` only when it is both beyond chance and large enough to matter. */
export interface CheckResult {
  /** E.g. `input origin`, `prediction`, `calibration`. */
  readonly check: string;
  readonly status: "ok" | "drift" | "insufficient-data";
  readonly message: string;
  readonly numbers: { readonly [name: string]: number | undefined };
}

/** One day's (or other cluster's) quality. */
export interface ClusterQuality {
  readonly cluster: string;
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
  readonly logLoss: number;
}

/** What a window looked like, as plain JSON. */
export interface MonitorReport {
  readonly format: "monitor@1";
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly labelled: number;
  readonly checks: readonly CheckResult[];
  readonly clusters: readonly ClusterQuality[];
  readonly latency: {
    readonly p50: number | undefined;
    readonly p95: number | undefined;
    readonly p99: number | undefined;
  };
  readonly errorRate: number | undefined;
  readonly fallbackRate: number | undefined;
  readonly newCategories: { readonly [column: string]: { readonly [category: string]: number } };
}
