import { InvalidArgumentError } from "../core/index.js";
import type { ModelProfile } from "../model/index.js";
import type { MonitorOptions } from "./monitor-options.js";

/** The reference with the columns that are watched. @throws {InvalidArgumentError} it is none, or lacks a column. */
export function watchedReference<Row, Label extends string, Target>({
  reference,
  columns,
}: Pick<MonitorOptions<Row, Label, Target>, "reference" | "columns">): ModelProfile {
  const whole: ModelProfile = { format: "model-profile@1", ...reference };
  if (whole.format !== "model-profile@1" || whole.inputs?.format !== "profile@1")
    throw new InvalidArgumentError(
      "monitoring",
      "a `reference` of registry.profile, profileModel, or { inputs: profileRows(…) }",
      reference,
    );
  if (columns === undefined) return whole;
  const known = whole.inputs.columns.map(({ name }) => name);
  const unknown = columns.find((column) => !known.includes(column));
  if (unknown !== undefined)
    throw new InvalidArgumentError("monitoring", `\`columns\` among ${known.join(", ")}`, unknown);
  const kept = whole.inputs.columns.filter(({ name }) => columns.includes(name));
  return { ...whole, inputs: { ...whole.inputs, columns: kept } };
}
