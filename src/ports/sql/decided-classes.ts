import type { ClassTargets } from "../../model/house.js";
import { byDecision } from "../by-decision.js";
import type { EngineDecision, EngineMetric } from "../engine.js";
import { rowsOf } from "./connection.js";
import { type MeasuredRows, weightOf } from "./measured-rows.js";

/** How often each class was decided for where another was so. @param named The text of what stands in `d`. */
export async function decisionsOf(
  rows: MeasuredRows,
  named: (said: unknown) => string,
): Promise<readonly EngineDecision[]> {
  const query = `SELECT t, d, count(*), ${weightOf(rows, "TRUE")} FROM ${rows.table} GROUP BY t, d`;
  const cells = await rowsOf(rows.connection, query, rows.signal);
  return cells
    .map(([was, said, count, weight]) => ({
      target: String(was),
      output: named(said),
      rows: Number(count),
      weight: Number(weight),
    }))
    .sort(byDecision);
}

/** A metric of decisions needs no more than their counts. */
export function decidedClasses(metric: EngineMetric, decisions: readonly EngineDecision[]): number | undefined {
  const state = metric.create();
  const [was, said] = (["target", "output"] as const).map((side) => asClasses(decisions.map((cell) => cell[side])));
  if (was !== undefined && said !== undefined) state.add(was, said, { weights: decisions.map(({ weight }) => weight) });
  return state.value();
}

function asClasses(texts: readonly string[]): ClassTargets {
  const labels = [...new Set(texts)];
  return {
    task: "classes",
    rows: texts.length,
    values: Int32Array.from(texts, (text) => labels.indexOf(text)),
    labels,
  };
}
