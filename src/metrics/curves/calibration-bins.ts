import { InvalidArgumentError } from "../../core/index.js";
import { ExactSum } from "../../stats/index.js";
import { checkUnitInterval, type YesNo, yesNoRows } from "../scores/yes-no-rows.js";
import { type CalibrationBin, uniformBin } from "./calibration-curve.js";

/** A mergeable state of a calibration curve with bins of equal width: the same bits whatever the order or batching, because its sums are exact. */
export class CalibrationBins {
  readonly #bins: readonly { rows: number; yes: number; readonly predicted: ExactSum }[];

  /** @throws {InvalidArgumentError} `bins` is not a whole number above 0. */
  constructor({ bins = 10 }: { readonly bins?: number } = {}) {
    if (!(Number.isInteger(bins) && bins > 0))
      throw new InvalidArgumentError("calibration bins", "`bins` to be a whole number above 0", bins);
    this.#bins = Array.from({ length: bins }, () => ({ rows: 0, yes: 0, predicted: new ExactSum() }));
  }

  /** @throws {InvalidArgumentError} lengths differ, a target is not 0 or 1, or a probability is outside [0, 1]; then nothing was added. */
  add(targets: YesNo, outputs: ArrayLike<number>): void {
    const place = "calibration bins";
    const rows = yesNoRows(place, targets, outputs, undefined);
    checkUnitInterval(place, rows.outputs);
    const binOf = uniformBin(this.#bins.length);
    rows.outputs.forEach((output, row) => {
      const bin = this.#bins[binOf(output)];
      if (bin === undefined) return;
      bin.rows++;
      bin.yes += rows.targets[row] as number;
      bin.predicted.add(output);
    });
  }

  /** Adds what another state holds; the other is left as it is. @throws {InvalidArgumentError} it has another number of bins. */
  merge(other: CalibrationBins): void {
    if (other.#bins.length !== this.#bins.length)
      throw new InvalidArgumentError("calibration bins", `a state of ${this.#bins.length} bins`, other.#bins.length);
    for (const [index, bin] of this.#bins.entries()) {
      const theirs = other.#bins[index];
      if (theirs === undefined) continue;
      bin.rows += theirs.rows;
      bin.yes += theirs.yes;
      bin.predicted.merge(theirs.predicted);
    }
  }

  /** The curve, without empty bins, and the expected calibration error; undefined of nothing. */
  finish(): { readonly curve: readonly CalibrationBin[]; readonly expectedCalibrationError: number | undefined } {
    const size = this.#bins.length;
    const curve = this.#bins
      .map(({ rows, yes, predicted }, index) => ({
        low: index / size,
        high: (index + 1) / size,
        rows,
        predicted: predicted.value() / rows,
        observed: yes / rows,
      }))
      .filter((bin) => bin.rows > 0);
    const total = curve.reduce((sum, bin) => sum + bin.rows, 0);
    const error = curve.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.predicted - bin.observed), 0);
    return { curve, expectedCalibrationError: total === 0 ? undefined : error / total };
  }
}
