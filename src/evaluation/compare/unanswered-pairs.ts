import type { Metric } from "../../metrics/index.js";
import { pick } from "../evaluation-rows.js";
import type { UnansweredOptions } from "../report/unanswered-report.js";
import { takeOutputs, takeTargets } from "../task-rows.js";
import { wronglyAnswered } from "../wrongly-answered.js";
import type { PairedOfTask, PairedRows } from "./align-predictions.js";
import type { ComparisonDecision } from "./comparison.js";

/** What becomes of rows that a model did not answer, with every default. */
export type UnansweredSettings = { readonly [Name in keyof UnansweredOptions]-?: NonNullable<UnansweredOptions[Name]> };

export interface AnsweredPairs {
  readonly rows: PairedRows;
  /** Decisions that rows without an answer forbid, each with the reason. */
  readonly doubts?: { readonly [decision in ComparisonDecision]?: string | undefined };
}

/**
 * Rows as a metric compares them: one of decisions takes what a model did not answer for wrong, of others both models' answers to the row are left
 * out. As in `evaluate`, nothing is decided by rows that say little: too many left out, or the loser too often away.
 */
export function answeredPairs(
  metric: Metric<never>,
  rows: PairedRows,
  { unanswered, maximumUnanswered: maximum }: UnansweredSettings,
): AnsweredPairs {
  const { task, targets } = rows;
  const missing = task && unansweredRows(task);
  if (task === undefined || missing === undefined) return { rows };
  const all = targets.length;
  const many = (count: number, words: string): string | undefined =>
    count > maximum * all
      ? `${count} of ${all} rows ${words}, more than \`maximumUnanswered\` (${maximum})`
      : undefined;
  if (unanswered === "leave-out" || !metric.decides) {
    const kept = Uint32Array.from(targets.keys()).filter((row) => !missing.has(row));
    const doubt = many(missing.size, "were left out, as one of both did not answer them");
    const doubts = { "a-better": doubt, "b-better": doubt, "no-difference-shown": doubt };
    return { rows: takePairs(rows, kept), ...(doubt !== undefined && { doubts }) };
  }
  const away = (name: "a" | "b"): string | undefined =>
    many(task[name].unanswered?.length ?? 0, `were not answered by ${name}`);
  return { rows: withWrong(rows, task), doubts: { "a-better": away("b"), "b-better": away("a") } };
}

/** Some pairs, by index. */
export function takePairs({ a, b, targets, clusters, labels, task }: PairedRows, kept: Uint32Array): PairedRows {
  return {
    a: pick(a, kept),
    b: pick(b, kept),
    targets: pick(targets, kept),
    labels,
    task: task && {
      targets: takeTargets(task.targets, kept),
      a: takeOutputs(task.a, kept),
      b: takeOutputs(task.b, kept),
    },
    clusters: clusters && Array.from(kept, (row) => clusters[row] as string),
  };
}

/** Rows that one of both did not answer; undefined where there are none. */
export function unansweredRows({ a, b }: PairedOfTask): ReadonlySet<number> | undefined {
  if (a.unanswered === undefined && b.unanswered === undefined) return undefined;
  return new Set([...(a.unanswered ?? []), ...(b.unanswered ?? [])].map(({ row }) => row));
}

function withWrong(rows: PairedRows, { targets, ...said }: PairedOfTask): PairedRows {
  const [a, b] = [said.a, said.b].map((outputs) => wronglyAnswered({ targets, outputs }).outputs);
  const task = { targets, a: a ?? said.a, b: b ?? said.b };
  const numbers = (now: Float64Array, { values }: PairedOfTask["a"]): Float64Array =>
    values instanceof Float64Array && values.length === now.length ? values : now;
  return { ...rows, a: numbers(rows.a, task.a), b: numbers(rows.b, task.b), task };
}
