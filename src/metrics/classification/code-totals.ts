import type { ClassLabel } from "./class-label.js";
import type { ClassTotals } from "./class-totals.js";

/** Class totals of codes for each of some groups, in one walk; a group's totals, or all but them, are then read out. */
export class CodeTotals {
  readonly #labels: readonly ClassLabel[];
  readonly #groups: number;
  readonly #parts: Record<"truePositives" | "predicted" | "actual", Float64Array>;
  readonly #all: Record<"truePositives" | "predicted" | "actual", Float64Array>;

  /** @param groupOf Each row's group, below `groups`. @default one group of all rows */
  constructor(
    outputs: Float64Array,
    targets: Float64Array,
    labels: readonly ClassLabel[] | undefined,
    groupOf?: Int32Array,
    groups = 1,
  ) {
    this.#labels = labels ?? codesUpTo(outputs, targets);
    this.#groups = groups;
    const size = this.#labels.length;
    const counts = (length: number) => ({
      truePositives: new Float64Array(length),
      predicted: new Float64Array(length),
      actual: new Float64Array(length),
    });
    [this.#parts, this.#all] = [counts(size * groups), counts(size)];
    const { truePositives, predicted, actual } = this.#parts;
    for (let row = 0; row < targets.length; row++) {
      const start = (groupOf === undefined ? 0 : (groupOf[row] as number)) * size;
      const [target, output] = [start + (targets[row] as number), start + (outputs[row] as number)];
      actual[target] = (actual[target] as number) + 1;
      predicted[output] = (predicted[output] as number) + 1;
      if (target === output) truePositives[target] = (truePositives[target] as number) + 1;
    }
    for (const name of ["truePositives", "predicted", "actual"] as const)
      this.#parts[name].forEach((count, cell) => {
        this.#all[name][cell % size] = (this.#all[name][cell % size] as number) + count;
      });
  }

  whole(): ClassTotals {
    return this.#totals((name, code) => this.#all[name][code] as number);
  }

  /** The totals of all rows outside each group in turn. */
  *withoutEach(): Generator<ClassTotals> {
    const size = this.#labels.length;
    for (let group = 0; group < this.#groups; group++)
      yield this.#totals(
        (name, code) => (this.#all[name][code] as number) - (this.#parts[name][group * size + code] as number),
      );
  }

  /** Of the labels that occur among these rows, as if they had been counted alone. */
  #totals(count: (name: "truePositives" | "predicted" | "actual", code: number) => number): ClassTotals {
    const present = [...this.#labels.keys()].filter((code) => count("actual", code) + count("predicted", code) > 0);
    const of = (name: "truePositives" | "predicted" | "actual"): Float64Array =>
      Float64Array.from(present, (code) => count(name, code));
    const [truePositives, actual] = [of("truePositives"), of("actual")];
    return {
      labels: present.map((code) => this.#labels[code] as ClassLabel),
      truePositives,
      predicted: of("predicted"),
      actual,
      correct: truePositives.reduce((sum, value) => sum + value, 0),
      total: actual.reduce((sum, value) => sum + value, 0),
    };
  }
}

function codesUpTo(outputs: Float64Array, targets: Float64Array): readonly number[] {
  let most = -1;
  for (const codes of [outputs, targets])
    for (let row = 0; row < codes.length; row++) most = Math.max(most, codes[row] as number);
  return Array.from({ length: most + 1 }, (_, code) => code);
}
