import { type NannymlDrift, nannymlDrift } from "golden-pipeline/adapters/nannyml";
import { rowsOf } from "../evidently/frames.js";
import { close } from "../evidently/golden.js";
import type { Question } from "./questions.js";

export interface Answer {
  readonly name: string;
  readonly found: readonly NannymlDrift[];
}

/** Where ours says something else than NannyML of a question. */
export function differences(question: Question, answer: Answer): readonly unknown[] {
  const { types: columns, methods, chunks, thresholds } = question;
  const ours = nannymlDrift(rowsOf(question.reference), rowsOf(question.current), {
    columns,
    continuousMethods: methods.number,
    categoricalMethods: methods.category,
    chunks,
    thresholds,
  });
  if (ours.length !== answer.found.length) return [ours.length, answer.found.length];
  return answer.found.flatMap((theirs, at): readonly unknown[] => {
    const found = ours[at];
    if (found === undefined || found.column !== theirs.column || found.method !== theirs.method) return [theirs, found];
    const { column, method } = theirs;
    const limits = (["lower", "upper"] as const).flatMap((name) =>
      close(found[name], theirs[name]) ? [] : [{ column, method, [name]: [theirs[name], found[name]] }],
    );
    const values = (["reference", "analysis"] as const).flatMap((side): readonly unknown[] =>
      theirs[side].length !== found[side].length
        ? [{ column, method, side, chunks: [theirs[side].length, found[side].length] }]
        : theirs[side].flatMap((chunk, place) => {
            const other = found[side][place];
            const same =
              other !== undefined &&
              other.key === chunk.key &&
              close(other.value, chunk.value) &&
              other.alert === chunk.alert;
            return same ? [] : [{ column, method, side, chunk, other }];
          }),
    );
    return [...limits, ...values];
  });
}
