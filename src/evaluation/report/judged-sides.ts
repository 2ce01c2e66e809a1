import type { Disagreement } from "../../model/house.js";
import { type EvaluationRows, pickRows } from "../evaluation-rows.js";

/** Rows of both sides with what is known of each. */
export interface JudgedSides {
  readonly ids: readonly string[];
  readonly rows: EvaluationRows;
  readonly champion: EvaluationRows | undefined;
  readonly slices: { readonly [name: string]: Uint8Array };
  readonly severities: readonly string[] | undefined;
  readonly inputsOf: ((row: number) => Disagreement["inputs"]) | undefined;
}

/** Some of them, by index. */
export function takeSides(
  { ids, rows, champion, slices, severities, inputsOf }: JudgedSides,
  kept: Uint32Array,
): JudgedSides {
  return {
    ids: Array.from(kept, (row) => ids[row] as string),
    rows: pickRows(rows, kept),
    champion: champion && pickRows(champion, kept),
    slices: Object.fromEntries(
      Object.entries(slices).map(([name, mask]) => [name, Uint8Array.from(kept, (row) => mask[row] as number)]),
    ),
    severities: severities && Array.from(kept, (row) => severities[row] as string),
    inputsOf: inputsOf && ((index) => inputsOf(kept[index] as number)),
  };
}
