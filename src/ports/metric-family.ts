/** Numbers of one meaning under one name, as Prometheus and OpenTelemetry know them. */
export interface MetricFamily {
  /** `[a-zA-Z_:][a-zA-Z0-9_:]*`; counters end in `_total`, units are base units, e.g. `_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  readonly samples: readonly {
    readonly labels?: { readonly [label: string]: string };
    readonly value: number | undefined;
  }[];
}
