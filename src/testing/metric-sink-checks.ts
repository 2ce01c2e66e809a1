import { InvalidArgumentError } from "../core/index.js";
import type { MetricFamily, MetricSink } from "../ports/index.js";
import { deepStrictEqual, rejects, strictEqual } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** A sink under check, and what can be read where it writes to: the newest value by name and labels. */
export interface CheckedMetricSink {
  readonly sink: MetricSink;
  read(name: string, labels: { readonly [label: string]: string }): Promise<number | undefined>;
  close(): Promise<void>;
}

const gauge = (name: string, samples: MetricFamily["samples"]): MetricFamily => ({
  name,
  help: "A share",
  type: "gauge",
  samples,
});

/**
 * The contract of a `MetricSink`: several models write the same names side by side, the newest value stands, names are checked.
 * @example for (const { name, run } of metricSinkChecks(async () => …)) it(name, run);
 */
export function metricSinkChecks(create: () => Promise<CheckedMetricSink>): Generator<Check> {
  return checksOf(
    create,
    {
      async "states its specification version"({ sink }) {
        strictEqual(sink.specificationVersion, "v1");
      },
      async "keeps values of several models under one name"({ sink, read }) {
        await sink.write([gauge("model_drift", [{ labels: { model: "late" }, value: 1 }])]);
        await sink.write([gauge("model_drift", [{ labels: { model: "early" }, value: 0 }])]);
        strictEqual(await read("model_drift", { model: "late" }), 1);
        strictEqual(await read("model_drift", { model: "early" }), 0);
      },
      async "lets the newest value stand"({ sink, read }) {
        for (const value of [1, 2.5]) await sink.write([gauge("model_load", [{ labels: { b: "1", a: "2" }, value }])]);
        strictEqual(await read("model_load", { a: "2", b: "1" }), 2.5);
      },
      async "takes families of one name in one call"({ sink, read }) {
        const families = ["x", "y"].map((model) => gauge("model_load", [{ labels: { model }, value: 3 }]));
        await sink.write(families);
        deepStrictEqual(await Promise.all(["x", "y"].map((model) => read("model_load", { model }))), [3, 3]);
      },
      async "takes counters, and any text as a label's value"({ sink, read }) {
        const labels = { path: 'a"b\\c\nd' };
        await sink.write([{ name: "requests_total", help: "All", type: "counter", samples: [{ labels, value: 7 }] }]);
        strictEqual(await read("requests_total", labels), 7);
      },
      async "passes over samples without a value"({ sink, read }) {
        await sink.write([gauge("model_load", [{ labels: { model: "x" }, value: undefined }])]);
        strictEqual(await read("model_load", { model: "x" }), undefined);
      },
      async "refuses names that no system takes, and one name with two types"({ sink }) {
        const refused = (family: MetricFamily) => rejects(sink.write([family]), InvalidArgumentError.isInstance);
        await refused(gauge("1st", []));
        await refused(gauge("load_total", []));
        await refused(gauge("load", [{ labels: { "a-b": "1" }, value: 1 }]));
        await refused(gauge("load", [{ labels: { quantile: "0.5" }, value: 1 }]));
        await sink.write([gauge("model_load", [])]);
        await refused({ ...gauge("model_load", []), help: "Another" });
      },
    },
    ["sink", "read"],
  );
}
