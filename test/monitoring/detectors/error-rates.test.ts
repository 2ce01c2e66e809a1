import { createRandom, type Random } from "golden-pipeline";
import { calibrationDrift, inputDrift, missingValues, newValues, qualityDrift } from "golden-pipeline/monitoring";
import { describe, expect, it } from "vitest";
import { clusterMean } from "../../../src/model/house.js";
import { binned, daysOf, referenceOf, windowOf } from "./windows.js";

/** Rows of a window by bin, each row drawn by itself. */
function draw(shares: readonly number[], rows: number, random: Random): number[] {
  const counts = new Array<number>(shares.length).fill(0);
  for (let row = 0; row < rows; row++) {
    let [bin, at] = [0, random()];
    while (bin < shares.length - 1 && at >= (shares[bin] as number)) at -= shares[bin++] as number;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

const tenths = [0, ...new Array<number>(10).fill(0.1), 0];
const zipf = Array.from({ length: 20 }, (_, place) => 1 / (place + 1) / 3.5977396571436819);
const kinds = [
  tenths,
  tenths,
  tenths,
  tenths,
  [0, 0.95, 0.05, 0],
  [0, 0.6, ...new Array<number>(4).fill(0.1), 0],
  [0.7, 0.3],
  zipf,
];
const gauss = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Share of windows that raise an alarm. */
function alarmed(runs: number, raises: (random: Random) => boolean, seed: string): number {
  const random = createRandom(seed);
  let alarms = 0;
  for (let run = 0; run < runs; run++) if (raises(random)) alarms++;
  return alarms / runs;
}

/** One window of all kinds of columns, of which the first is changed. */
function inputAlarms(
  random: Random,
  rows: number,
  options: Parameters<typeof inputDrift>[0],
  first: readonly number[] = tenths,
) {
  const reference = referenceOf(kinds.map((shares, column) => binned(`c${column}`, draw(shares, 3000, random))));
  const window = windowOf(
    kinds.map((shares, column) => binned(`c${column}`, draw(column === 0 ? first : shares, rows, random))),
  );
  return inputDrift(options)
    .check({ reference, window })
    .filter(({ status }) => status === "drift")
    .map(({ check }) => check);
}

describe("windows like the reference", () => {
  it("raise an input alarm at alpha, over all columns, if any size matters", () => {
    const rate = alarmed(1500, (random) => inputAlarms(random, 600, { minimumIndex: 0 }).length > 0, "inputs at alpha");
    expect(rate).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 1500));
    expect(rate).toBeGreaterThan(0.05 - 3 * Math.sqrt((0.05 * 0.95) / 1500));
  });

  it("raise none by default, where only a size that matters does", () => {
    expect(alarmed(400, (random) => inputAlarms(random, 600, {}).length > 0, "inputs")).toBe(0);
  });

  it("raise an alarm of missing, invalid or new values in less than one of a hundred", () => {
    const rate = alarmed(
      1000,
      (random) => {
        const column = (rows: number) => {
          const [missing = 0, invalid = 0, low = 0, high = 0] = draw([0.1, 0.005, 0.005, 0.005, 0.885], rows, random);
          return binned("x", [low, rows - missing - invalid - low - high, high], { missing, invalid });
        };
        const compared = { reference: referenceOf([column(5000)]), window: windowOf([column(500)]) };
        return [missingValues(), newValues()].some((detector) =>
          detector.check(compared).some(({ status }) => status === "drift"),
        );
      },
      "values",
    );
    expect(rate).toBeLessThan(0.01);
  });

  /** Days that differ among each other, in the reference as in the window. */
  function qualityAlarm(random: Random, worse: number, tolerance: number): boolean {
    const days = (shift: number) =>
      daysOf(20, () => ({
        "log loss": 0.5 + shift + 0.05 * gauss(random),
        predicted: 0.3,
        observed: 0.3 + shift + 0.05 * gauss(random),
      }));
    const { estimate, standardError } = clusterMean(days(0), (means) => means["log loss"] as number) ?? { estimate: 0 };
    const measures = { "log loss": { value: estimate, standardError: standardError as number } };
    const outputs = {
      task: "binary",
      decision: { kind: "threshold", from: 0.5 },
      profile: referenceOf([]).inputs,
    } as never;
    const reference = referenceOf([], { outputs, quality: { rows: 2000, clusters: 20, measures } });
    const window = windowOf([], { clusters: days(worse) });
    return qualityDrift({ tolerance })
      .check({ reference, window })
      .some(({ check, status }) => check === "quality" && status === "drift");
  }

  it("raise an alarm of quality at alpha, the reference's own error counted, if any size matters", () => {
    const rate = alarmed(4000, (random) => qualityAlarm(random, 0, 1e-9), "quality");
    expect(Math.abs(rate - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / 4000));
  });

  it("raise an alarm of calibration at alpha if any size matters", () => {
    const rate = alarmed(
      4000,
      (random) => {
        const clusters = daysOf(20, () => ({ predicted: 0.3, observed: 0.3 + 0.05 * gauss(random) }));
        const found = calibrationDrift({ tolerance: 1e-9 }).check({
          reference: referenceOf([]),
          window: windowOf([], { clusters }),
        });
        return found[0]?.status === "drift";
      },
      "calibration",
    );
    expect(Math.abs(rate - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / 4000));
  });

  it("are told from such whose quality is a tenth worse, in nine of ten", () => {
    expect(alarmed(500, (random) => qualityAlarm(random, 0.05, 0.05), "worse quality")).toBeGreaterThan(0.9);
  });
});

describe("a real shift", () => {
  it("of half a standard deviation in one of eight columns is found, and found there, in 600 rows in 95 of 100 windows", () => {
    // The shares of a normal's tenths after it moved by half a standard deviation.
    const moved = [0, 0.0374, 0.0524, 0.063, 0.0728, 0.0829, 0.0941, 0.1071, 0.1239, 0.1491, 0.2173, 0];
    const found = Array.from({ length: 300 }, (_, run) => inputAlarms(createRandom(`moved ${run}`), 600, {}, moved));
    expect(found.filter((checks) => checks.includes("input c0")).length).toBeGreaterThanOrEqual(285);
    expect(found.flat().filter((check) => check !== "input c0")).toEqual([]);
  });
});
