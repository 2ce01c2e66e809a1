import fc from "fast-check";
import { createRandom } from "golden-pipeline";
import { prometheusText } from "golden-pipeline/adapters/prometheus";
import { profileRows } from "golden-pipeline/dataset";
import { jsonOutputs, labelledOutputs, model, numericOutputs, profileModel, textOutputs } from "golden-pipeline/model";
import {
  createMonitor,
  defaultDetectors,
  type MonitorReport,
  monitorMetrics,
  qualityDrift,
} from "golden-pipeline/monitoring";
import { contract } from "golden-pipeline/schema";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { MonitorOptions } from "../../src/monitoring/house.js";

const columns = { amount: "number", country: "text", note: "text" } as const;
const random = createRandom(3);
const rowOf = (shift = 0, draw = random) => ({
  amount: 100 * draw() + shift,
  country: draw() < 0.7 ? "DE" : "FR",
  note: draw() < 0.1 ? null : "x",
});
const normal = Array.from({ length: 20_000 }, () => rowOf());
const inputs = profileRows(columns, normal);
const outputs = Float64Array.from(normal, ({ amount }) => amount / 200);
const reference = profileModel({
  inputs,
  outputs: numericOutputs("binary", outputs),
  targets: { task: "binary", rows: outputs.length, values: outputs.map((output) => Number(random() < output)) },
  clusters: normal.map((_, row) => `day ${row % 20}`),
});
const status = (report: MonitorReport, check: string) => report.checks.find((one) => one.check === check)?.status;
const messageOf = (report: MonitorReport, check: string) => report.checks.find((one) => one.check === check)?.message;

function watch(
  rows: number,
  make: (row: number) => object,
  given: MonitorOptions["reference"] = { inputs },
): MonitorReport {
  const monitor = createMonitor({ reference: given });
  for (let row = 0; row < rows; row++)
    monitor.observe({ row: make(row), time: row * 1000, latencyMilliseconds: row % 100 });
  return monitor.report();
}

/** Labels of 25 days, 1200 a day, observed more or less often than predicted. */
function labelled(factor: number, seed = 1): MonitorReport {
  const draw = createRandom(seed);
  const monitor = createMonitor({ reference });
  for (let day = 0; day < 25; day++) {
    const weather = 1 + (draw() - 0.5) * 0.2;
    for (let row = 0; row < 1200; row++) {
      const output = 0.1 + 0.2 * draw();
      monitor.label({ output, target: draw() < output * factor * weather, cluster: `day ${day}` });
    }
  }
  return monitor.report();
}

describe("a monitor of inputs", () => {
  it("is quiet on traffic like the reference, also in small windows", () => {
    let alarms = 0;
    for (let seed = 0; seed < 60; seed++) {
      const draw = createRandom(seed);
      const report = watch(seed % 2 === 0 ? 600 : 2000, () => rowOf(0, draw));
      alarms += report.checks.filter((check) => check.status === "drift").length;
    }
    expect(alarms).toBe(0);
  });

  it("finds a shifted number, a missing column and a new category, each by name", () => {
    const report = watch(3000, (row) => ({
      amount: rowOf(30).amount,
      country: row % 20 === 0 ? "XX" : "DE",
      note: null,
    }));
    expect(status(report, "input amount")).toBe("drift");
    expect(status(report, "missing note")).toBe("drift");
    expect(status(report, "new categories country")).toBe("drift");
    expect(messageOf(report, "new categories country")).toContain("XX: 150");
    expect(report.newCategories).toEqual({ country: { XX: 150 } });
    expect(status(report, "missing amount")).toBe("ok");
  });

  it("decides nothing on too few rows, and says how many it needs", () => {
    const report = watch(40, () => rowOf(500));
    expect(report.checks.every((check) => check.status === "insufficient-data")).toBe(true);
    expect(report.checks[0]?.message).toBe("40 rows, 500 are needed");
  });

  it("sees ones go from 5 to 60 %, amounts from 0 to a million, and the top tenth grow without bound", () => {
    const mostlyZero = {
      inputs: profileRows(
        { x: "number" },
        normal.map((_, row) => ({ x: row % 20 === 0 ? 1 : 0 })),
      ),
    };
    expect(
      status(
        watch(1000, (row) => ({ x: row % 5 < 3 ? 1 : 0 }), mostlyZero),
        "input x",
      ),
    ).toBe("drift");
    expect(
      status(
        watch(1000, (row) => ({ x: row % 20 === 0 ? 1 : 0 }), mostlyZero),
        "input x",
      ),
    ).toBe("ok");
    expect(
      status(
        watch(1000, (row) => ({ x: row % 5 < 3 ? 1_000_000 : 0 }), mostlyZero),
        "input x",
      ),
    ).toBe("drift");
    const tail = watch(2000, (row) => ({ ...rowOf(), ...(row % 10 === 0 && { amount: 95e7 }) }));
    expect([status(tail, "input amount"), status(tail, "outside range amount")]).toEqual(["drift", "drift"]);
  });

  it("sees a constant move, up and down", () => {
    const constant = {
      inputs: profileRows(
        { x: "number" },
        normal.map(() => ({ x: 5 })),
      ),
    };
    expect(
      status(
        watch(1000, () => ({ x: 5 }), constant),
        "input x",
      ),
    ).toBe("ok");
    expect(
      status(
        watch(1000, () => ({ x: 5.1 }), constant),
        "input x",
      ),
    ).toBe("drift");
    expect(
      status(
        watch(1000, () => ({ x: 4.9 }), constant),
        "input x",
      ),
    ).toBe("drift");
  });

  it("watches a column that the first row lacks, times by their distance from the event, and text among numbers", () => {
    const trips = contract("trips", z.object({ at: z.date(), booked: z.date(), miles: z.number().nullable() }), {
      eventTime: "at",
    });
    const trip = (row: number, days: number, year = 2001) => {
      const at = new Date(Date.UTC(year, 0, 1) + row * 60_000);
      return { at, booked: new Date(at.getTime() - days * 86_400_000), miles: row === 0 ? null : row % 50 };
    };
    const known = {
      inputs: profileRows(
        trips,
        normal.map((_, row) => trip(row, row % 30)),
      ),
    };
    const later = watch(1000, (row) => trip(row, row % 30, 2009), known);
    expect(status(later, "input booked")).toBe("ok");
    expect(status(later, "input miles")).toBe("ok");
    expect(status(later, "missing at")).toBe("ok");
    expect(
      status(
        watch(1000, (row) => trip(row, 90), known),
        "input booked",
      ),
    ).toBe("drift");
    const typed = watch(1000, (row) => ({ ...trip(row, row % 30), miles: row % 4 === 0 ? "12" : row % 50 }), known);
    expect(messageOf(typed, "invalid miles")).toBe("25.00 % no number, 0.00 % is normal");
    expect(status(typed, "invalid miles")).toBe("drift");
  });

  it("watches the columns that are named", () => {
    const monitor = createMonitor({ reference: { inputs }, columns: ["country"] });
    expect(monitor.window().inputs.columns.map(({ name }) => name)).toEqual(["country"]);
    expect(() => createMonitor({ reference: { inputs }, columns: ["cuntry"] })).toThrow(
      "`columns` among amount, country",
    );
    expect(() => createMonitor({ reference: {} as never })).toThrow("`reference` of registry.profile");
  });

  it("counts requests, errors, fallbacks and latencies", () => {
    const monitor = createMonitor({ reference });
    for (let row = 0; row < 1000; row++)
      monitor.observe({
        row: rowOf(),
        time: row,
        latencyMilliseconds: row,
        error: row % 10 === 0,
        fallback: row % 5 === 0,
      });
    const report = monitor.report();
    expect(report).toMatchObject({ rows: 1000, from: 0, to: 999, errorRate: 0.1, fallbackRate: 0.2 });
    expect([status(report, "errors"), status(report, "fallbacks")]).toEqual(["drift", "drift"]);
    expect(Math.abs((report.latency.p95 as number) / 950 - 1)).toBeLessThan(0.02);
  });
});

describe("a monitor of answers and labels", () => {
  it("finds drifting answers, without labels, and leaves fallbacks out of them", () => {
    const [moved, replaced] = [createMonitor({ reference }), createMonitor({ reference })];
    for (let row = 0; row < 2000; row++) {
      const output = 0.45 + (row % 5) / 100;
      moved.observe({ row: rowOf(), output, time: row });
      replaced.observe({
        row: rowOf(),
        output: row % 2 === 0 ? 0.7 : rowOf().amount / 200,
        fallback: row % 2 === 0,
        time: row,
      });
    }
    expect(status(moved.report(), "output probability")).toBe("drift");
    expect(status(replaced.report(), "output probability")).toBe("ok");
  });

  it("says that calibration drifts when things happen a tenth less often than predicted, though inputs do not drift", () => {
    const report = labelled(0.88);
    expect(status(report, "calibration")).toBe("drift");
    expect(messageOf(report, "calibration")).toMatch(/points less often than predicted \(\d+ % of it\)/);
    expect(status(labelled(1.15), "calibration")).toBe("drift");
  });

  it("is quiet about calibration when only days differ", () => {
    const drifts = Array.from({ length: 40 }, (_, seed) => status(labelled(1, seed), "calibration"));
    expect(drifts.filter((one) => one === "drift").length).toBeLessThanOrEqual(4);
  });

  it("waits for labels of enough days", () => {
    const monitor = createMonitor({ reference });
    for (let row = 0; row < 5000; row++) monitor.label({ output: 0.5, target: false, cluster: `day ${row % 9}` });
    expect(status(monitor.report(), "calibration")).toBe("insufficient-data");
    expect(status(monitor.report(), "quality")).toBe("insufficient-data");
  });

  it("tells quality by day", () => {
    const monitor = createMonitor({ reference });
    monitor.label({ output: 0.5, target: 1, cluster: "b" });
    monitor.label({ output: 0.25, target: false, cluster: "a" });
    expect(monitor.report().clusters).toEqual([
      { cluster: "a", rows: 1, means: { predicted: 0.25, observed: 0, "log loss": -Math.log(0.75) } },
      { cluster: "b", rows: 1, means: { predicted: 0.5, observed: 1, "log loss": -Math.log(0.5) } },
    ]);
  });

  it("leaves out an answer that is NaN and says so, instead of finding everything in order", () => {
    const monitor = createMonitor({ reference });
    const draw = createRandom(5);
    for (let row = 0; row < 20_000; row++)
      monitor.label({ output: row < 200 ? Number.NaN : 0.2, target: draw() < 0.6, cluster: `day ${row % 20}` });
    const report = monitor.report();
    expect(status(report, "calibration")).toBe("drift");
    expect(status(report, "quality")).toBe("drift");
    expect(status(report, "unusable answers")).toBe("drift");
    expect(report.labelled).toBe(19_800);
  });

  it("raises no alarm of quality for a difference within the reference's own error, or too small to matter", () => {
    const quality = (value: number, standardError: number) => {
      const measures = { "log loss": { value, standardError } };
      const monitor = createMonitor({ reference: { ...reference, quality: { rows: 1000, clusters: 12, measures } } });
      // Each day loses ln 2 exactly, so the reference's error alone remains.
      for (let row = 0; row < 1000; row++) monitor.label({ output: 0.5, target: row % 2, cluster: `day ${row % 20}` });
      return status(monitor.report(), "quality");
    };
    expect(quality(0.6, 0.01)).toBe("drift");
    expect(quality(0.6, 0.1)).toBe("ok");
    expect(quality(0.68, 0.0001)).toBe("ok");
    expect(quality(0.8, 0.0001)).toBe("ok");
  });
});

describe("a monitor of every task", () => {
  const names = ["a", "b", "c"];
  const rows = 4000;
  let draw = createRandom(11);
  beforeEach(() => {
    draw = createRandom(11);
  });
  const clusters = Array.from({ length: rows }, (_, row) => `day ${row % 20}`);

  /** Labels of 20 days like the reference's, and such that are off. */
  function compare(
    profile: ReturnType<typeof profileModel>,
    say: (row: number, worse: boolean) => { readonly output: unknown; readonly target: unknown },
    options: Partial<MonitorOptions> = {},
  ) {
    return [false, true].map((worse) => {
      const monitor = createMonitor({ reference: profile, ...options });
      for (let row = 0; row < rows; row++) {
        const { output, target } = say(row, worse);
        monitor.observe({ row: rowOf(), output, time: row });
        monitor.label({ output, target, cluster: `day ${row % 20}` });
      }
      return monitor.report();
    }) as [MonitorReport, MonitorReport];
  }

  it("judges numbers by their error in their own unit, never by a log loss", () => {
    const value = () => 1000 + 50 * draw();
    const predicted = Float64Array.from({ length: rows }, value);
    const profile = profileModel({
      inputs,
      outputs: numericOutputs("number", predicted),
      targets: { task: "number", rows, values: predicted.map((one) => one + 20 * (draw() - 0.5)) },
      clusters,
    });
    const [same, shifted] = compare(profile, (_, worse) => {
      const output = value();
      return { output, target: output + 20 * (draw() - 0.5) + (worse ? 100 : 0) };
    });
    for (const check of ["calibration", "quality", "output output"]) expect(status(same, check)).toBe("ok");
    expect(status(shifted, "calibration")).toBe("drift");
    expect(messageOf(shifted, "quality")).toMatch(/^absolute error (99|100)\.\d+, [45]\.\d+ is normal/);
    expect(status(shifted, "quality")).toBe("drift");
  });

  it("judges classes by their log loss and each class's share", () => {
    const say = () => {
      const given = [draw(), draw(), draw()];
      const sum = given.reduce((total, one) => total + one, 0);
      return given.map((one) => one / sum);
    };
    const pick = (shares: readonly number[]) => {
      const at = draw();
      return at < (shares[0] as number) ? 0 : at < (shares[0] as number) + (shares[1] as number) ? 1 : 2;
    };
    const table = Array.from({ length: rows }, say);
    const profile = profileModel({
      inputs,
      outputs: labelledOutputs("classes", names, Float64Array.from(table.flat())),
      targets: { task: "classes", rows, labels: names, values: Int32Array.from(table, pick) },
      clusters,
    });
    const [same, worse] = compare(profile, (_, off) => {
      const shares = say();
      const output = Object.fromEntries(names.map((name, code) => [name, shares[code] as number]));
      return { output, target: off ? "c" : names[pick(shares)] };
    });
    for (const check of ["quality", "calibration a", "calibration c", "output decided", "output probability of a"])
      expect(status(same, check)).toBe("ok");
    expect([status(worse, "quality"), status(worse, "calibration a"), status(worse, "calibration c")]).toEqual([
      "drift",
      "drift",
      "drift",
    ]);
  });

  it("judges label sets by label", () => {
    const profile = profileModel({
      inputs,
      outputs: labelledOutputs(
        "label-sets",
        names,
        Float64Array.from({ length: rows * 3 }, () => 0.3),
      ),
      targets: {
        task: "label-sets",
        rows,
        labels: names,
        values: Uint8Array.from({ length: rows * 3 }, () => Number(draw() < 0.3)),
      },
      clusters,
    });
    const [same, worse] = compare(profile, (_, off) => ({
      output: { a: 0.3, b: 0.3, c: 0.3 },
      target: names.filter((name) => draw() < (off && name === "b" ? 0.8 : 0.3)),
    }));
    expect([status(same, "quality"), status(same, "calibration b"), status(same, "output labels taken")]).toEqual([
      "ok",
      "ok",
      "ok",
    ]);
    expect([status(worse, "quality"), status(worse, "calibration b"), status(worse, "calibration a")]).toEqual([
      "drift",
      "drift",
      "ok",
    ]);
  });

  it("judges texts by a measure that is given, and watches their length", () => {
    const exact = {
      name: "exact match",
      better: "higher",
      // Of a target first: only targets are "no".
      of: (target: unknown, output: unknown) => (output === "no" ? Number.NaN : Number(output === target)),
    } as const;
    const answer = () => "x".repeat(5 + Math.floor(10 * draw()));
    const answers = Array.from({ length: rows }, answer);
    const profile = profileModel({
      inputs,
      outputs: textOutputs(answers),
      targets: { task: "text", rows, values: answers.map((one) => (draw() < 0.8 ? one : "no")) },
      clusters,
      measures: [exact],
    });
    expect(profile.quality?.measures["exact match"]?.value).toBeCloseTo(0.8, 1);
    const options = {
      measures: [exact],
      detectors: [...defaultDetectors(), qualityDrift({ measure: "exact match", better: "higher" })],
    };
    const [same, worse] = compare(
      profile,
      (_, off) => {
        const output = off ? "longer ".repeat(9) : answer();
        return { output, target: draw() < (off ? 0.5 : 0.8) ? output : "no" };
      },
      options,
    );
    expect([status(same, "quality exact match"), status(same, "output length")]).toEqual(["ok", "ok"]);
    expect([status(worse, "quality exact match"), status(worse, "output length")]).toEqual(["drift", "drift"]);
  });

  it("watches vectors, scores and JSON", () => {
    const vectors = profileModel({
      inputs,
      outputs: { task: "vector", rows, width: 2, values: Float64Array.from({ length: 2 * rows }, () => draw()) },
      targets: { task: "vector", rows, width: 2, values: Float64Array.from({ length: 2 * rows }, () => draw()) },
      clusters,
    });
    const [same, worse] = compare(vectors, (_, off) => ({
      output: [draw(), off ? 3 : draw()],
      target: [draw(), draw()],
    }));
    expect([status(same, "output place 1"), status(same, "quality")]).toEqual(["ok", "ok"]);
    expect([status(worse, "output place 1"), status(worse, "output place 0"), status(worse, "quality")]).toEqual([
      "drift",
      "ok",
      "drift",
    ]);
    const scores = profileModel({
      inputs,
      outputs: numericOutputs(
        "ranking",
        Float64Array.from({ length: rows }, () => draw()),
      ),
    });
    const [, shifted] = compare(scores, (_, off) => ({ output: draw() + (off ? 1 : 0), target: 0 }));
    expect(status(shifted, "output score")).toBe("drift");
    const objects = profileModel({
      inputs,
      outputs: jsonOutputs(Array.from({ length: rows }, (_, row) => ({ row: row % 10 }))),
    });
    const [, longer] = compare(objects, (row, off) => ({
      output: off ? { row, more: "text" } : { row: row % 10 },
      target: {},
    }));
    expect(status(longer, "output length")).toBe("drift");
  });
});

describe("labels told to a monitor", () => {
  const visits = contract("visits", z.object({ at: z.date(), site: z.string(), pages: z.int() }), {
    eventTime: "at",
    labels: { pages: { knownAt: (visit) => visit.at.plusMinutes(60) } },
  });
  const readers = model("readers", visits, { target: (visit) => visit.pages.atLeast(3), kinds: [] });
  const row = { at: new Date("2001-02-03T23:00:00Z"), site: "x", pages: 4 };

  it("are read by the model's own target expression, and belong to the day of their event", () => {
    const monitor = createMonitor({ reference, model: readers });
    monitor.label({ output: 0.25, row });
    monitor.label({ output: 0.25, row: { ...row, pages: 2 } });
    expect(monitor.report().clusters).toMatchObject([{ cluster: "2001-02-03", rows: 2, means: { observed: 0.5 } }]);
  });

  it("belong to the cluster that an expression says, or that comes with them", () => {
    const monitor = createMonitor({ reference, model: readers, cluster: (visit) => visit.site });
    monitor.label({ output: 0.25, row });
    monitor.label({ output: 0.25, row, cluster: "y" });
    expect(monitor.report().clusters.map(({ cluster }) => cluster)).toEqual(["x", "y"]);
  });

  it("without a target are counted as unusable, and without model or cluster refused", () => {
    const monitor = createMonitor({ reference, model: readers });
    monitor.label({ output: 0.25, row: { ...row, pages: null } });
    expect(monitor.window().quality).toEqual({ unusable: 1, clusters: [] });
    expect(() => createMonitor({ reference }).label({ output: 0.2, row })).toThrow("`model` in the monitor's options");
    expect(() => createMonitor({ reference }).label({ output: 0.2, target: true })).toThrow(
      "a label with its `cluster`",
    );
  });
});

describe("labels whose task nobody stated", () => {
  const tell = (labels: readonly (readonly [output: unknown, target: unknown])[], given = 20) => {
    const monitor = createMonitor({ reference: { inputs } });
    for (const [row, [output, target]] of labels.entries())
      monitor.label({ output, target, cluster: `day ${row % given}` });
    return monitor;
  };

  it("are numbers where the first is one: never points of a probability, never a log loss", () => {
    const report = tell(Array.from({ length: 400 }, (_, row) => [row, row + 100] as const)).report();
    expect(Object.keys(report.clusters[0]?.means ?? {})).toContain("absolute error");
    expect(JSON.stringify(report)).not.toMatch(/log loss|points|more often/);
    expect(messageOf(report, "calibration")).toMatch(/^100\.0 more than predicted \(no reference error/);
    expect(status(report, "calibration")).toBe("insufficient-data");
  });

  it("are all of the first one's kind: the others cannot be used, instead of mixing two measures in one mean", () => {
    const mixed = tell([
      [0.5, true],
      [0.5, 1],
      [40, 55.5],
    ]);
    expect(mixed.window().quality).toMatchObject({ unusable: 1, clusters: [{ rows: 1 }, { rows: 1 }] });
    expect(
      tell([
        [40, 55],
        [0.5, true],
      ]).window().quality.unusable,
    ).toBe(1);
  });

  it("are not judged where a probability is none, e.g. in percent", () => {
    expect(
      tell([
        [0.4, true],
        [40, true],
        [-0.1, false],
      ]).window().quality.unusable,
    ).toBe(2);
  });
});

describe("a monitor of what never happened or never failed", () => {
  const perfect = (value: number, standardError: number) =>
    ({
      ...reference,
      quality: { rows: 100, clusters: 20, measures: { "log loss": { value, standardError } } },
    }) as const;

  it("says without a percentage that a model without any loss has one now", () => {
    const monitor = createMonitor({ reference: perfect(0, 0) });
    for (let row = 0; row < 400; row++)
      monitor.label({ output: 0.5, target: row % 2 === 0, cluster: `day ${row % 20}` });
    const report = monitor.report();
    expect(status(report, "quality")).toBe("drift");
    expect(messageOf(report, "quality")).toBe("log loss 0.6931, 0.000 is normal (worse, 5 % matters)");
  });

  it("finds what was predicted to be impossible, and is content where nothing happens", () => {
    const [never, sometimes] = [0, 0.1].map((share) => {
      const monitor = createMonitor({ reference });
      for (let row = 0; row < 4000; row++)
        monitor.label({ output: 0, target: random() < share, cluster: `day ${row % 20}` });
      return monitor.report();
    }) as [MonitorReport, MonitorReport];
    expect([status(never, "calibration"), status(sometimes, "calibration")]).toEqual(["ok", "drift"]);
    expect(messageOf(sometimes, "calibration")).toContain("more often than predicted, which was never");
    for (const { checks } of [never, sometimes]) expect(JSON.stringify(checks)).not.toMatch(/NaN|Infinity|null/);
  });
});

describe("a monitor's reference", () => {
  it("is a snapshot: neither its owner nor a detector changes what is counted into", () => {
    const own = structuredClone(reference);
    const monitor = createMonitor({
      reference: own,
      detectors: [
        {
          specificationVersion: "v1",
          id: "careless",
          check({ window }) {
            for (const { numbers } of window.inputs.columns) (numbers?.edges as number[] | undefined)?.reverse();
            return [];
          },
        },
      ],
    });
    (own.inputs.columns[0]?.numbers?.edges as number[]).length = 0;
    for (let row = 0; row < 100; row++) monitor.observe({ row: { amount: row, country: "XX" }, time: row });
    const before = JSON.stringify(monitor.window());
    monitor.report();
    expect(JSON.stringify(monitor.window())).toBe(before);
    expect(monitor.window().inputs.columns[0]?.numbers?.edges).toEqual(inputs.columns[0]?.numbers?.edges);
  });

  it("is asked with rows: anything else gets a sentence", () => {
    for (const row of [null, undefined, 5])
      expect(() => createMonitor({ reference }).observe({ row: row as never, time: 0 })).toThrow("the request's `row`");
  });
});

describe("monitors", () => {
  const observation = fc.record({
    row: fc.record({
      amount: fc.oneof(fc.double({ min: -10, max: 210 }), fc.constantFrom(null, "text", Number.POSITIVE_INFINITY)),
      country: fc.constantFrom("DE", "FR", "XX"),
      note: fc.constant("x"),
    }),
    output: fc.double({ min: 0, max: 1 }),
    time: fc.nat(900_000_000),
    target: fc.constantFrom(0, 1),
    cluster: fc.constantFrom("a", "b", "c"),
    part: fc.nat(2),
    latencyMilliseconds: fc.double({ min: 0, max: 1000, noNaN: true }),
  });
  const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

  it("merged are the monitor of the whole, to the bit, however the traffic was divided, also as JSON and over a restart", () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 60 }), (observations) => {
        const detectors = defaultDetectors({ minimumRows: 1, minimumClusters: 2 });
        const create = () => createMonitor({ reference, detectors });
        const [whole, parts] = [create(), [create(), create(), create()] as const];
        for (const one of observations)
          for (const monitor of [whole, parts[one.part as 0]]) {
            const { row, output, time, target, cluster, latencyMilliseconds } = one;
            monitor.observe({ row, output, time, latencyMilliseconds });
            monitor.label({ output, target, cluster });
          }
        const [first, second, third] = parts;
        const restarted = createMonitor({ reference, detectors, from: json(first.toJSON()) });
        restarted.merge(json(third.toJSON()));
        restarted.merge(second);
        expect(json(restarted.report())).toEqual(json(whole.report()));
        expect(json(restarted)).toEqual(json(whole));
      }),
      { numRuns: 60 },
    );
  });

  it("of different references are not merged", () => {
    const other = createMonitor({ reference: { inputs: profileRows(columns, normal.slice(1)) } });
    expect(() => createMonitor({ reference }).merge(other)).toThrow("with the same reference");
    expect(() => createMonitor({ reference }).merge({} as never)).toThrow("with the same reference");
  });

  it("of different measures are not merged: a measure that half of the labels have would halve", () => {
    const exact = { name: "exact match", better: "higher", of: () => 1 } as const;
    const measured = createMonitor({ reference, measures: [exact] });
    expect(() => measured.merge(createMonitor({ reference }))).toThrow("with the same reference");
  });
});

describe("a monitor's metrics", () => {
  it("are Prometheus text that a scraper can read, of several models at once", () => {
    const text = prometheusText(
      ["shop", "till"].flatMap((name) =>
        monitorMetrics(
          name,
          watch(1000, () => rowOf()),
        ),
      ),
    );
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(
        /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[0-9.e+-]+)$/,
      );
    for (const name of ["shop", "till"]) expect(text).toContain(`model_window_rows{model="${name}"} 1000`);
    expect(text).not.toContain("quantile");
    expect(text.match(/# TYPE model_drift gauge/g)).toHaveLength(1);
  });

  it("hold what a check has decided by: noise floor, interval, what is normal and what is too much", () => {
    const finding = (check: string, numbers: Readonly<Record<string, number>>) =>
      ({ check, status: "ok", message: "", numbers }) as const;
    const quality = finding("quality", { value: 0.4, reference: 0.3, limit: 0.315 });
    const report = {
      ...watch(10, () => rowOf()),
      checks: [
        finding("input amount", { index: 0.2, noiseFloor: 0.01, limit: 0.11 }),
        finding("calibration FR", { difference: 0.02, low: -0.01, high: 0.05 }),
        quality,
        finding("calibrationlike", { difference: 7 }),
      ],
    };
    const text = prometheusText(monitorMetrics("shop", report));
    for (const line of [
      'index{model="shop",check="input amount"} 0.2',
      'index_noise_floor{model="shop",check="input amount"} 0.01',
      'index_limit{model="shop",check="input amount"} 0.11',
      'difference{model="shop",check="calibration FR"} 0.02',
      'difference_low{model="shop",check="calibration FR"} -0.01',
      'difference_high{model="shop",check="calibration FR"} 0.05',
      'quality{model="shop",check="quality"} 0.4',
      'quality_reference{model="shop",check="quality"} 0.3',
      'quality_limit{model="shop",check="quality"} 0.315',
    ])
      expect(text).toContain(`_${line}\n`);
    expect(text).not.toContain(" 7\n");
    // A window that cannot decide takes the place of the one that could.
    const later = monitorMetrics("shop", { ...report, checks: [{ ...quality, numbers: {} }] });
    expect(prometheusText([...monitorMetrics("shop", report), ...later])).not.toContain("0.4\n");
  });
});

describe("a detector that fails", () => {
  const failing = (id: string, check: () => never) => ({ specificationVersion: "v1" as const, id, check });

  it("is a finding that could not be computed, and the others watch on", () => {
    const detectors = [
      failing("broken", () => {
        throw new RangeError("no such column");
      }),
      failing("silent", () => undefined as never),
      failing("odd", () => [{ check: "odd" }] as never),
      ...defaultDetectors(),
    ];
    const monitor = createMonitor({ reference, detectors });
    const { checks } = monitor.report();
    expect(checks.slice(0, 3)).toEqual([
      {
        check: "detector broken",
        status: "insufficient-data",
        message: "could not be computed: no such column",
        numbers: {},
      },
      expect.objectContaining({ check: "detector silent", message: expect.stringContaining("could not be computed") }),
      expect.objectContaining({ check: "detector odd", message: expect.stringContaining("could not be computed") }),
    ]);
    expect(checks.slice(3)).toEqual(createMonitor({ reference }).report().checks);
  });

  it("is one as well that gives a promise, and its rejection ends nothing", async () => {
    const late = failing("late", (() => Promise.reject(new Error("too late"))) as never);
    const [finding] = createMonitor({ reference, detectors: [late] }).report().checks;
    expect(finding?.message).toBe("could not be computed: it gave a promise, but has to give its findings at once");
    // An unhandled rejection would fail this run.
    await new Promise((resolve) => setImmediate(resolve));
  });
});
