import { InvalidArgumentError } from "../../core/index.js";
import type { ClassLabel } from "../rows/class-label.js";
import type { ScoreRows } from "../rows/read-scores.js";
import type { YesNoRows } from "../rows/yes-no-rows.js";
import { columnOf } from "./average-columns.js";

/**
 * Scores as columns of yes and no: yes and no themselves, every label, or of classes what was asked: whether the likeliest was right, each
 * class, or one. @throws {InvalidArgumentError} there is no such class.
 */
export function askedColumns(
  place: string,
  rows: ScoreRows,
  classes: "likeliest" | "each" | { readonly of: ClassLabel },
): readonly Pick<YesNoRows, "targets" | "outputs">[] {
  const { task, width, labels = [] } = rows;
  if (task === "binary") return [rows];
  if (typeof classes === "object") {
    const column = labels.map(String).indexOf(String(classes.of));
    if (column < 0) throw new InvalidArgumentError(place, `\`of\` to be one of ${labels.join(", ")}`, classes.of);
    return [columnOf(rows, column)];
  }
  if (task === "classes" && classes === "likeliest") return [likeliest(rows)];
  return Array.from({ length: width }, (_, column) => columnOf(rows, column));
}

function likeliest({ rows, width, targets, outputs }: ScoreRows): Pick<YesNoRows, "targets" | "outputs"> {
  const [right, said] = [new Float64Array(rows), new Float64Array(rows)];
  for (let row = 0; row < rows; row++) {
    let best = 0;
    for (let column = 1; column < width; column++)
      if ((outputs[row * width + column] as number) > (outputs[row * width + best] as number)) best = column;
    right[row] = targets[row] === best ? 1 : 0;
    said[row] = outputs[row * width + best] as number;
  }
  return { targets: right, outputs: said };
}
