import type { Store } from "golden-pipeline";
import type { Dataset } from "golden-pipeline/dataset";
import type { ModelVersion } from "golden-pipeline/model";
import type { MonitorReport } from "golden-pipeline/monitoring";
import type { Alarm } from "golden-pipeline/ports";
import type { Registry } from "golden-pipeline/registry";
import type { Flight } from "./contract.js";
import type { LiveMonth } from "./live-month.js";
import type { Options } from "./options.js";
import type { Month } from "./world.js";

/** Everything the summary and the pages are made of. */
export interface Told {
  readonly options: Options;
  readonly months: readonly Month[];
  readonly played: readonly (LiveMonth & { readonly monitor: MonitorReport })[];
  readonly alarms: readonly Alarm[];
  readonly registry: Registry;
  readonly store: Store;
  readonly dataset: Dataset<Flight, "delay">;
  readonly first: Dataset<Flight, "delay">;
  readonly baseline: ModelVersion;
  readonly real: ModelVersion;
  readonly seconds: number;
}
