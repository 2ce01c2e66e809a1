import type { ModelProfile } from "golden-pipeline/model";
import {
  calibrationDrift,
  defaultDetectors,
  inputDrift,
  missingValues,
  newValues,
  qualityDrift,
  serviceRates,
} from "golden-pipeline/monitoring";
import type { Detector, Finding, WatchedWindow } from "golden-pipeline/ports";
import { describe, expect, it } from "vitest";
import { binned, daysOf, referenceOf, windowOf, worded } from "./windows.js";

// Each limit is documented: a window just within it is in order and one just beyond is not, so that no limit can be halved or doubled unseen.
const find = (detector: Detector, reference: ModelProfile, window: WatchedWindow, check: string): Finding => {
  const found = detector.check({ reference, window }).find((one) => one.check === check);
  if (found === undefined) throw new Error(`no finding ${check}`);
  return found;
};

describe("input drift", () => {
  const judge = (before: readonly number[], now: readonly number[], options = {}) =>
    find(inputDrift(options), referenceOf([binned("x", before)]), windowOf([binned("x", now)]), "input x");

  it("needs an index of 0.1 above the noise floor", () => {
    const [even, million] = [[0, 5e5, 5e5, 0], 1e6];
    const moved = (share: number) => judge(even, [0, share * million, (1 - share) * million, 0]);
    expect([moved(0.645).status, moved(0.66).status]).toEqual(["ok", "drift"]);
    expect(moved(0.645).numbers.index).toBeCloseTo(0.0866, 3);
    expect(moved(0.66).numbers.index).toBeCloseTo(0.1061, 3);
  });

  it("takes the noise floor off first: the same index is less in a small window", () => {
    const before = [0, ...new Array<number>(10).fill(1e5), 0];
    const shape = [0.136, 0.136, 0.136, 0.136, 0.1, 0.1, 0.064, 0.064, 0.064, 0.064];
    const sized = (rows: number) => judge(before, [0, ...shape.map((share) => Math.round(share * rows)), 0]);
    const [small, large] = [sized(500), sized(1e6)];
    expect(small.numbers.index).toBeGreaterThan(0.1);
    expect(large.numbers.index).toBeGreaterThan(0.1);
    expect(small.numbers.pValue).toBeLessThan(0.05);
    expect(small.numbers.noiseFloor).toBeCloseTo(9 / 500, 3);
    expect([small.status, large.status]).toEqual(["ok", "drift"]);
  });

  it("needs a p-value below 0.05, over all columns together", () => {
    const moved = (rows: number) => judge([0, 5000, 5000, 0], [0, 5000 + rows, 5000 - rows, 0], { minimumIndex: 0 });
    expect(moved(133).numbers.pValue).toBeGreaterThan(0.05);
    expect(moved(133).numbers.pValue).toBeLessThan(0.09);
    expect(moved(143).numbers.pValue).toBeGreaterThan(0.03);
    expect([moved(133).status, moved(143).status]).toEqual(["ok", "drift"]);
    const columns = ["x", "y"];
    const both = inputDrift({ minimumIndex: 0 }).check({
      reference: referenceOf(columns.map((name) => binned(name, [0, 5000, 5000, 0]))),
      window: windowOf(columns.map((name) => binned(name, name === "x" ? [0, 5143, 4857, 0] : [0, 5000, 5000, 0]))),
    });
    expect(both.map(({ status }) => status)).toEqual(["ok", "ok"]);
  });

  it("needs 500 rows", () => {
    const rows = (count: number) => judge([0, 500, 500, 0], [0, count, 0, 0]).status;
    expect([rows(499), rows(500)]).toEqual(["insufficient-data", "drift"]);
  });

  it("says that a reference has nothing to compare with, instead of asking for more rows", () => {
    expect(judge([0, 0, 0], [0, 900, 0])).toMatchObject({
      status: "insufficient-data",
      message: "the reference has no value",
    });
    const ids = (rows: number) => worded("x", [], [], rows);
    const found = find(inputDrift(), referenceOf([ids(9000)]), windowOf([ids(900)]), "input x");
    expect(found).toMatchObject({
      status: "insufficient-data",
      message: "no value of the reference is frequent enough to be watched",
    });
  });
});

describe("missing values", () => {
  const million = 1e6;
  const column = (missing: number, invalid: number, rows = million) =>
    binned("x", [0, rows * (1 - missing - invalid), 0], { missing: rows * missing, invalid: rows * invalid });
  const judge = (missing: number, invalid: number, check: string, before = 0.1) =>
    find(missingValues(), referenceOf([column(before, 0)]), windowOf([column(missing, invalid)]), check).status;

  it("may be two points more or fewer", () => {
    const shares = [0.075, 0.085, 0.1, 0.115, 0.125];
    expect(shares.map((share) => judge(share, 0, "missing x"))).toEqual(["drift", "ok", "ok", "ok", "drift"]);
  });

  it("of another type may be one point more", () => {
    expect([0.008, 0.014].map((share) => judge(0.1, share, "invalid x"))).toEqual(["ok", "drift"]);
  });

  it("are judged by the 99 % interval of their share (Wilson)", () => {
    const { numbers } = find(
      missingValues(),
      referenceOf([column(0, 0)]),
      windowOf([column(0.05, 0, 1000)]),
      "missing x",
    );
    const [z, n, p] = [2.5758293035489004, 1000, 0.05];
    const middle = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
    const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
    expect(numbers.low).toBeCloseTo(middle - half, 10);
    expect(numbers.high).toBeCloseTo(middle + half, 10);
  });
});

describe("new values", () => {
  const words = (other: number, unlisted?: readonly (readonly [string, number])[], rows = 1e6) =>
    worded("x", ["a"], [rows - other], other, unlisted);
  const judge = (now: ReturnType<typeof words>, before = words(0)) =>
    find(newValues(), referenceOf([before]), windowOf([now]), "new categories x");

  it("may be one point of the rows, by the 99 % interval", () => {
    expect([8000, 14_000].map((other) => judge(words(other)).status)).toEqual(["ok", "drift"]);
    // 20 of 1000: the interval begins at 1.15 %.
    expect(judge(words(20, undefined, 1000)).status).toBe("drift");
    expect(judge(words(18, undefined, 1000)).status).toBe("ok");
  });

  it("name the three most frequent words that stand in at least five rows, for a rarer one may be somebody", () => {
    const unlisted = [
      ["b", 9],
      ["c", 7],
      ["d", 6],
      ["e", 5],
      ["f", 4],
    ] as const;
    expect(judge(words(31, unlisted)).message).toContain("(b: 9, c: 7, d: 6)");
    expect(judge(words(9, unlisted.slice(3))).message).toContain("(e: 5)");
  });

  it("are a word that became or was frequent among the unlisted when a part of them moves by ten points", () => {
    const part = (share: number) => {
      const column = words(5e5);
      const otherByHash = new Array<number>(64).fill((1e6 * (0.5 - share)) / 63);
      otherByHash[7] = 1e6 * share;
      return { ...column, categories: { ...column.categories, otherByHash } } as typeof column;
    };
    const usual = part(0.15);
    const shares = [0.03, 0.08, 0.15, 0.22, 0.27];
    expect(shares.map((share) => judge(part(share), usual).status)).toEqual(["drift", "ok", "ok", "ok", "drift"]);
    expect(judge(part(0.27), usual).message).toContain("one of them is frequent");
  });

  it("are numbers beyond both ends, and infinities", () => {
    const outside = (now: ReturnType<typeof binned>) =>
      find(newValues(), referenceOf([binned("x", [0, 1e6, 0])]), windowOf([now]), "outside range x").status;
    expect([binned("x", [7000, 986_000, 7000]), binned("x", [4000, 992_000, 4000])].map(outside)).toEqual([
      "drift",
      "ok",
    ]);
    const infinite = binned("x", [0, 986_000, 0], { rows: 1e6 });
    expect(outside({ ...infinite, numbers: { ...infinite.numbers, infinite: [7000, 7000] } } as typeof infinite)).toBe(
      "drift",
    );
  });
});

/** 20 days whose difference is so many standard errors from zero. */
const differing = (errors: number) => {
  const spread = 0.001;
  const error = (spread * Math.sqrt(20 / 19)) / Math.sqrt(20);
  return (day: number): number => errors * error + (day % 2 === 0 ? spread : -spread);
};

describe("calibration", () => {
  const judge = (days: number, observed: (day: number) => number, predicted = 0.2, options = {}) =>
    find(
      calibrationDrift(options),
      referenceOf([]),
      windowOf([], { clusters: daysOf(days, (day) => ({ predicted, observed: observed(day) })) }),
      "calibration",
    );

  it("may be off by a twentieth of what was predicted", () => {
    expect([1.04, 1.06, 0.96, 0.94].map((factor) => judge(20, () => 0.2 * factor).status)).toEqual([
      "ok",
      "drift",
      "ok",
      "drift",
    ]);
  });

  it("of numbers may be off by a quarter of the usual error", () => {
    const quality = { rows: 100, clusters: 20, measures: { "absolute error": { value: 10, standardError: 1 } } };
    const judged = [2, 3, -3].map((off) => {
      const clusters = daysOf(20, () => ({ predicted: 100, observed: 100 + off, "absolute error": 10 }));
      return find(calibrationDrift(), referenceOf([], { quality }), windowOf([], { clusters }), "calibration").status;
    });
    expect(judged).toEqual(["ok", "drift", "drift"]);
  });

  it("needs ten days, and the 95 % interval over them to leave zero out", () => {
    expect([9, 10].map((days) => judge(days, () => 0.4).status)).toEqual(["insufficient-data", "drift"]);
    // t(0.975, 19) = 2.093
    const status = (errors: number) =>
      judge(20, (day) => 0.002 + differing(errors)(day), 0.002, { tolerance: 1e-9 }).status;
    expect([2, 2.2, -2, -2.2].map(status)).toEqual(["ok", "drift", "ok", "drift"]);
  });

  it("of several classes shares its error out among them", () => {
    const facts = { task: "classes", labels: ["a", "b"], decision: { kind: "most-probable" } } as never;
    const clusters = daysOf(20, (day) => ({
      "predicted a": 0.5,
      "observed a": 0.5 + differing(2.2)(day),
      "predicted b": 0.5,
      "observed b": 0.5,
    }));
    const found = find(
      calibrationDrift({ tolerance: 1e-9 }),
      referenceOf([], { outputs: facts }),
      windowOf([], { clusters }),
      "calibration a",
    );
    expect(found.status).toBe("ok");
  });
});

describe("quality", () => {
  const judge = (
    loss: (day: number) => number,
    {
      standardError = 0,
      days = 20,
      unusable = 0,
      ...options
    }: { standardError?: number; days?: number; unusable?: number; tolerance?: number } = {},
  ) => {
    const quality = { rows: 2000, clusters: 20, measures: { "log loss": { value: 0.5, standardError } } };
    const outputs = {
      task: "binary",
      decision: { kind: "threshold", from: 0.5 },
      profile: referenceOf([]).inputs,
    } as never;
    const window = windowOf([], { clusters: daysOf(days, (day) => ({ "log loss": loss(day) })), unusable });
    return (check: string) => find(qualityDrift(options), referenceOf([], { outputs, quality }), window, check).status;
  };

  it("may be worse by a twentieth, and better by anything", () => {
    expect([0.52, 0.53, 0.1].map((loss) => judge(() => loss)("quality"))).toEqual(["ok", "drift", "ok"]);
  });

  it("is worse when the bound of its difference says so, not the mean", () => {
    // t(0.95, 19) = 1.729
    const status = (errors: number) => judge((day) => 0.5 + differing(errors)(day), { tolerance: 1e-9 })("quality");
    expect([1.6, 1.8].map(status)).toEqual(["ok", "drift"]);
  });

  it("counts the reference's own error: two equal errors need 1.69 of their root", () => {
    // t(0.95, 38) = 1.686, over the root of two errors.
    const standardError = (0.001 * Math.sqrt(20 / 19)) / Math.sqrt(20);
    const status = (errors: number) =>
      judge((day) => 0.5 + differing(errors * Math.SQRT2)(day), { tolerance: 1e-9, standardError })("quality");
    expect([1.66, 1.71].map(status)).toEqual(["ok", "drift"]);
  });

  it("needs ten days", () => {
    expect([9, 10].map((days) => judge(() => 0.9, { days })("quality"))).toEqual(["insufficient-data", "drift"]);
  });

  it("has unusable answers when a thousandth of 50 or more are, by the 99 % interval", () => {
    const unusable = (count: number, days: number) => judge(() => 0.5, { unusable: count, days })("unusable answers");
    expect(unusable(49, 0)).toBe("insufficient-data");
    expect(unusable(50, 0)).toBe("drift");
    // Of 100,000 labels.
    expect([90, 130].map((count) => unusable(count, 1000))).toEqual(["ok", "drift"]);
    expect(unusable(140, 1000)).toBe("drift");
  });
});

describe("service rates", () => {
  const judge = (check: string, facts: Partial<WatchedWindow>) =>
    find(serviceRates(), referenceOf([]), windowOf([], { requests: 1e6, ...facts }), check).status;

  it("are at most 1 % errors and 5 % fallbacks, of at least 100 requests", () => {
    expect([9000, 11_000].map((errors) => judge("errors", { errors }))).toEqual(["ok", "drift"]);
    expect([48_000, 52_000].map((fallbacks) => judge("fallbacks", { fallbacks }))).toEqual(["ok", "drift"]);
    expect([99, 100].map((requests) => judge("errors", { requests, errors: 50 }))).toEqual([
      "insufficient-data",
      "drift",
    ]);
  });
});

describe("the default detectors", () => {
  it("need 500 rows and ten days, as each does alone", () => {
    const minima = defaultDetectors().flatMap((detector) =>
      detector.check({
        reference: referenceOf([binned("x", [0, 500, 500, 0])]),
        window: windowOf([binned("x", [0, 499, 0, 0])], {
          clusters: daysOf(9, () => ({ predicted: 0.1, observed: 0.5 })).map((one) => ({ ...one, rows: 5 })),
          requests: 99,
        }),
      }),
    );
    expect(minima.every(({ status }) => status === "insufficient-data")).toBe(true);
    expect(Object.fromEntries(minima.map(({ check, numbers }) => [check, numbers.minimum]))).toMatchObject({
      "input x": 500,
      "missing x": 500,
      "outside range x": 500,
      calibration: 10,
      errors: 100,
    });
  });
});
