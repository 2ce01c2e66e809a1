import { evidentlyDrift, evidentlyReport } from "golden-pipeline/adapters/evidently";
import { describe, expect, it } from "vitest";
import { frames, rowsOf } from "./frames.js";
import { close, golden } from "./golden.js";

interface Result {
  readonly value?: number | string;
  readonly count?: { readonly value: number };
  readonly share?: { readonly value: number };
  readonly metric_value_location: { readonly metric: { readonly metric_id: string; readonly params: object } };
  readonly tests: readonly { readonly name: string; readonly status: string; readonly description: string }[];
}

interface Written {
  readonly timestamp: string;
  readonly name: string | null;
  readonly tags: readonly string[];
  readonly top_level_metrics: readonly string[];
  readonly metric_results: { readonly [id: string]: Result };
}

const write = (...given: Parameters<typeof evidentlyReport>): Written =>
  JSON.parse(JSON.stringify(evidentlyReport(...given)));

describe("the report", () => {
  it.each(frames())("says of $name what Evidently's own does", (frame) => {
    const theirs = golden.find(({ name }) => name === frame.name)?.report;
    const drift = evidentlyDrift(rowsOf(frame.reference), rowsOf(frame.current), { columns: frame.types });
    const { metric_results, top_level_metrics } = write(drift, { time: 0 });
    const results = top_level_metrics.flatMap((id) => metric_results[id] ?? []);
    expect(results.map(({ metric_value_location: { metric } }) => metric.params)).toEqual(
      theirs?.metrics.map(({ config }) => config),
    );
    expect(
      results.flatMap(({ tests }) => tests.map(({ name, status, description }) => ({ name, status, description }))),
    ).toEqual(theirs?.tests);
    for (const [at, { value, count, share }] of results.entries()) {
      const expected = theirs?.metrics[at]?.value;
      if (typeof expected === "number") expect(close(Number(value), expected), `metric ${at}`).toBe(true);
      else expect({ count: count?.value, share: share?.value }).toEqual(expected);
    }
  });

  it("carries its time, name and tags, and a score that says nothing as a word that Python reads as NaN", () => {
    const drift = evidentlyDrift([{ a: 1 }], [{ a: 1 }], { tests: { a: "t_test" } });
    const written = write(drift, { time: new Date(0), name: "nightly", tags: ["a", "b"] });
    expect(written).toMatchObject({ timestamp: "1970-01-01T00:00:00.000", name: "nightly", tags: ["a", "b"] });
    expect(written.metric_results[written.top_level_metrics[1] ?? ""]?.value).toBe("NaN");
  });
});

describe("what cannot be compared", () => {
  it.each([
    ["a column without a value", [{ a: null }], [{ a: 1 }], {}, /values in column a of the reference rows/],
    ["a test of another type", [{ a: 1 }], [{ a: 1 }], { tests: { a: "z" } }, /a test for a number in column a/],
    ["a test that is not known", [{ a: 1 }], [{ a: 1 }], { tests: { a: "kss" } }, /tests/],
    ["words stated as numbers", [{ a: "x" }], [{ a: 1 }], { columns: { a: "number" } }, /numbers in column a/],
    [
      "counts of unequal sides",
      [{ a: "x" }],
      [{ a: "x" }, { a: "y" }],
      { tests: { a: "g_test" } },
      /as many current rows/,
    ],
    [
      "three values in a table of two",
      [{ a: "x" }, { a: "y" }],
      [{ a: "x" }, { a: "z" }],
      { tests: { a: "fisher_exact" } },
      /at most two/,
    ],
    ["constants", [{ a: 1 }], [{ a: 1 }], { tests: { a: "anderson" } }, /more than one different value/],
    ["one value", [{ a: 1 }], [{ a: 2 }], { tests: { a: "cramer_von_mises" } }, /at least two values/],
    ["four values", [{ a: 1 }], [{ a: 2 }], { tests: { a: "es" } }, /at least 5 values/],
  ])("is refused: %s", (_, reference, current, options, message) => {
    expect(() => evidentlyDrift(reference, current, options as object)).toThrow(message);
  });

  it("leaves out null, NaN and infinities, and takes dates for categories", () => {
    const at = new Date(0);
    const [number, date] = evidentlyDrift(
      [
        { a: 1, b: at },
        { a: null, b: at },
        { a: Number.NaN, b: at },
        { a: Number.POSITIVE_INFINITY, b: null },
      ],
      [{ a: 1, b: at }],
    ).columns;
    expect(number).toMatchObject({ type: "number", test: "z", score: 1 });
    expect(date).toMatchObject({ type: "category", test: "z", score: 1, drifted: false });
  });

  it("takes as many rows as there are", () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => ({ a: at % 1000, b: `${at % 7}` }));
    const tests = { a: "es", b: "chisquare" } as const;
    const { columns } = evidentlyDrift(rows, rows.slice(0, 150_000), { tests });
    expect(columns.map(({ test, drifted }) => [test, drifted])).toEqual([
      ["es", false],
      ["chisquare", false],
    ]);
    const [one] = evidentlyDrift(rows, rows).columns;
    expect(one).toMatchObject({ test: "wasserstein", score: 0 });
  });
});
