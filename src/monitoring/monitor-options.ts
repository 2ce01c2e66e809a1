import { type OptionRules, option } from "../core/house.js";
import type { Clock } from "../core/index.js";
import type { RowMeasure } from "../model/house.js";
import type { ModelName, ModelProfile } from "../model/index.js";
import type { Detector } from "../ports/index.js";
import type { Columns, Expression } from "../schema/index.js";

export interface MonitorOptions<Row = unknown, Label extends string = string, Target = unknown> {
  /** What was normal: `await registry.profile("late-flights@champion")`, or made by `profileModel`, or of rows alone `{ inputs: profileRows(…) }`. */
  readonly reference: ModelProfile | Pick<ModelProfile, "inputs">;
  /** Whose target expression reads what was right from labelled rows. @default labels state their `target` */
  readonly model?: ModelName<Row, Label, Target>;
  /** The input columns to watch. @default all of the reference */
  readonly columns?: readonly string[];
  /** Rows of one cluster are not independent. Needs `model`. @default the UTC day of the event time */
  readonly cluster?: (row: Columns<NoInfer<Row>>) => Expression<string> | Expression<number>;
  /** Measures of labelled answers besides the task's own, e.g. of texts; a `qualityDrift` detector names them. @default none */
  readonly measures?: readonly RowMeasure[];
  /** What compares a window with the reference. @default defaultDetectors() */
  readonly detectors?: readonly Detector[];
  /** By which times are judged: by one that stands before 2000, as a simulated one does, the first weeks of 1970 are not taken for seconds. @default The system's clock */
  readonly clock?: Clock;
}

export const monitorRules: OptionRules<MonitorOptions> = {
  reference: option.required(option.noun),
  model: option.noun,
  columns: option.listOf(option.text),
  cluster: option.callback,
  measures: option.listOf(option.noun),
  detectors: option.listOf(option.noun),
  clock: option.noun,
};
