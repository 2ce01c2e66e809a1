import type { ClassTargets, LabelSetTargets, NumberTargets } from "../model/house.js";
import type { NumericOutputs } from "../model/index.js";
import type { TaskRows } from "./task-rows.js";

/**
 * Rows without an answer as if the wrong one had been given, for metrics of what is decided: yes where it is no, each label the other way, and of
 * classes the commonest other one, whose precision bears it most easily.
 */
export function wronglyAnswered(rows: TaskRows): TaskRows {
  const { targets, outputs } = rows;
  const { unanswered, ...said } = outputs;
  if (unanswered === undefined || said.task === "text" || said.task === "json") return rows;
  const values = Float64Array.from(said.values);
  const wrong = wrongOf(targets as ClassTargets | LabelSetTargets | NumberTargets, said);
  for (const { row } of unanswered)
    for (let index = 0; index < said.width; index++) values[row * said.width + index] = wrong(row, index);
  return { targets, outputs: { ...said, values } };
}

function wrongOf(
  targets: ClassTargets | LabelSetTargets | NumberTargets,
  { width, labels = [] }: NumericOutputs,
): (row: number, index: number) => number {
  if (targets.task === "label-sets") return (row, index) => 1 - (targets.values[row * width + index] as number);
  if (targets.task !== "classes") return (row) => 1 - (targets.values[row] as number);
  const counts = new Map(labels.map((label) => [label, 0]));
  const right = (row: number): string => targets.labels[targets.values[row] as number] as string;
  for (let row = 0; row < targets.rows; row++) counts.set(right(row), (counts.get(right(row)) ?? 0) + 1);
  const common = Array.from({ length: width }, (_, index) => index).sort(
    (left, other) => (counts.get(labels[other] as string) ?? 0) - (counts.get(labels[left] as string) ?? 0),
  );
  return (row, index) => (common.find((one) => labels[one] !== right(row)) === index ? 1 : 0);
}
