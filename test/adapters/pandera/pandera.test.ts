import { createRandom } from "golden-pipeline";
import { panderaFromContract, schemaFromPandera } from "golden-pipeline/adapters/pandera";
import { type Contract, contract } from "golden-pipeline/schema";
import { checkRows } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type AnyRow, randomContract, randomValue } from "./random-contract.js";

async function again(yaml: string): Promise<Contract<AnyRow>> {
  const { name, schema, rules } = await schemaFromPandera<AnyRow>(yaml);
  return contract(name, schema, { rules });
}

function validOf(of: Contract<AnyRow>, rows: readonly AnyRow[]): readonly number[] {
  const wrong = new Set(checkRows(of, rows).invalid.map(({ index }) => index));
  return rows.flatMap((_, at) => (wrong.has(at) ? [] : [at]));
}

describe("a contract as Pandera's YAML", () => {
  it("is read as the same contract, and written the same again, whatever its columns and rules", async () => {
    const random = createRandom("pandera");
    for (let at = 0; at < 150; at++) {
      const { contract: before, kinds } = randomContract(random, `random-${at}`);
      const rows = Array.from({ length: 20 }, () =>
        Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, randomValue(random, kind)])),
      );
      const { yaml, notExpressed } = await panderaFromContract(before);
      expect(notExpressed).toEqual([]);
      const after = await again(yaml);
      expect((await panderaFromContract(after)).yaml).toBe(yaml);
      expect(validOf(after, rows), yaml).toEqual(validOf(before, rows));
    }
  });

  it("lists what it cannot say, each with why", async () => {
    const shape = z.object({
      fare: z.number().multipleOf(5),
      tip: z.number().nullable(),
      code: z.string().regex(/\p{Lu}/u),
      two: z.string().regex(/^.$/),
      from: z.object({ street: z.string() }),
      mail: z.email(),
      free: z.int().default(3),
      at: z.date().min(new Date(-1e14)),
    });
    const trips = contract("trips", shape, {
      eventTime: "at",
      missing: { tip: 0.5 },
      labels: { tip: { knownAt: (row) => row.at } },
      rules: (row) => ({
        "no tip beyond the fare": row.tip.atMost(row.fare),
        "free is few": row.free.below(9),
        "either or": row.fare.above(3).or(row.fare.below(1)),
      }),
    });
    const { yaml, notExpressed } = await panderaFromContract(trips);
    expect(notExpressed.map(({ what }) => what)).toEqual([
      "column fare, multiple-of",
      "column code, matches",
      "column two, matches",
      "column from",
      "column from",
      "column mail",
      "column free",
      "column at",
      "rule either or",
      "rule free is few",
      "rule no tip beyond the fare",
      "missing tip",
      "label tip",
      "event time at",
    ]);
    expect(notExpressed.every(({ why }) => why.length > 10)).toBe(true);
    expect(yaml).toContain("free:\n    dtype: Int64\n    coerce: true\n    nullable: true");
  });

  it("is written in words that Python's reader of YAML takes for numbers, texts and times", async () => {
    const at = new Date(Date.UTC(2020, 0, 2));
    const shape = z.object({
      "1": z.enum(["yes", "1e5", "2020-01-01"]),
      small: z.number().min(1e-7).lt(1e21),
      at: z.date().min(at),
    });
    const { yaml } = await panderaFromContract(contract("words", shape));
    expect(yaml).toContain("min_value: 1.0e-7\n      max_value: 1.0e+21");
    expect(yaml).toContain("greater_than_or_equal_to: 2020-01-02T00:00:00.000Z");
    expect(yaml).toContain('- "yes"\n      - "1e5"\n      - "2020-01-01"');
    expect(yaml).toContain('"1":');
  });

  it("holds two bounds of which nothing can be, which Pandera takes as two checks only", async () => {
    const { yaml } = await panderaFromContract(contract("none", z.object({ a: z.int().min(5).max(1) })));
    expect(yaml).toContain("greater_than_or_equal_to: 5\n    less_than_or_equal_to: 1");
  });
});

describe("a schema that Pandera wrote", () => {
  const flat = `{columns: {fare: {dtype: float64, greater_than: 0, notin: [7]}, y: {dtype: str, nullable: true, str_startswith: "a.", str_length: 3}}}`;

  it.each([
    ["flat", flat],
    [
      "as a list of checks",
      `{schema_type: dataframe, version: 0.20.0, columns: {fare: {dtype: float64, checks: [{value: 0, options: {check_name: greater_than}}, {value: [7], options: {check_name: notin}}]},
      y: {dtype: str, nullable: true, checks: [{string: a., options: {check_name: str_startswith, raise_warning: false, ignore_na: true}}, {min_value: 3, max_value: null, options: {check_name: str_length}}]}}}`,
    ],
    [
      "with checks by name",
      `{columns: {fare: {dtype: float64, checks: {gt: 0, notin: {value: [7], options: {ignore_na: true}}}}, y: {dtype: "string[python]", nullable: true, checks: {str_startswith: a., str_length: {min_value: 3}}}}}`,
    ],
    [
      "as JSON, its columns in a list",
      `{"columns": [{"name": "fare", "dtype": "float64", "greater_than": 0, "notin": [7]}, {"name": "y", "dtype": "str", "nullable": true, "str_startswith": "a.", "str_length": 3}]}`,
    ],
  ])("is read %s", async (_, yaml) => {
    const read = await again(yaml);
    const rows = [
      { fare: 1, y: "a.b" },
      { fare: 1, y: null },
      { fare: 0, y: null },
      { fare: 7, y: null },
      { fare: 1, y: "axb" },
      { fare: 1, y: "a." },
      { y: "a.b" },
    ];
    expect(validOf(read, rows)).toEqual([0, 1]);
    expect(read.columns.map(({ residual }) => residual)).toEqual([false, false]);
  });

  it.each<readonly [string, readonly unknown[], readonly unknown[]]>([
    ["dtype: int8", [-128, 127, 0], [128, 1.5, null]],
    ["dtype: uint16", [0, 65535], [-1, 65536]],
    ["dtype: int64, isin: [1, 2, a]", [1, 2], [3, "a"]],
    ["dtype: float64, isin: [1, 2.5]", [1, 2.5], [3]],
    ["dtype: bool, equal_to: true", [true], [false]],
    ["dtype: str, str_matches: 'a\\d$'", ["a1", "a1\n"], ["ba1", "a12"]],
    ["dtype: str, str_contains: 'a\\d'", ["ba12"], ["b"]],
    ["dtype: str, str_endswith: 'b?'", ["ab?"], ["ab"]],
    ["dtype: str, eq: b", ["b"], ["a"]],
    ["dtype: str, ne: b, str_length: {exact_value: 1}", ["a"], ["b", "aa"]],
    [
      "dtype: 'datetime64[ns]', between: {min_value: '2020-01-01 00:00:00', max_value: 2020-01-03T00:00:00Z, include_max: false}",
      ["2020-01-01", "2020-01-02"],
      ["2020-01-03", "2019-12-31"],
    ],
    ["dtype: 'datetime64[ns]', isin: [2020-01-01T00:00:00Z]", ["2020-01-01"], ["2020-01-02"]],
    ["dtype: float64, nullable: true, le: {value: 3, ignore_na: false}", [3], [4, null]],
    ["dtype: float64, nullable: true, notin: {value: [3], ignore_na: false}", [4, null], [3]],
    ["dtype: float64, ge: 3, default: 2", [3], [2, null]],
    ["dtype: int64, required: false, nullable: true", [3, null], ["a"]],
    ["nullable: false", [3, "a"], [null]],
    ["nullable: true", [3, "a", null], []],
    ["greater_than: 3", [4], [3, "a"]],
    ["str_length: 2", ["ab"], ["a"]],
    ["dtype: category, isin: [a, b]", ["a"], ["c"]],
  ])("{%s} takes %j and refuses %j", async (members, right, wrong) => {
    const read = await again(`{columns: {x: {${members}}}}`);
    const rows = [...right, ...wrong].map((x) => ({ x }));
    expect(validOf(read, rows)).toEqual(right.map((_, at) => at));
  });

  it("makes one rule of the checks that fail under one name", async () => {
    const read = await again(
      "{columns: {a: {dtype: int64, gt: {value: 1, error: few}, isin: [1, 2]}, b: {dtype: int64, lt: {value: 5, error: few}}}}",
    );
    expect(read.rules.map(({ name }) => name)).toEqual(["few", "a isin"]);
  });

  it("lists what a contract cannot say, each with its column and why", async () => {
    const { notExpressed, name, schema } =
      await schemaFromPandera(`{name: My Trips 2, strict: filter, ordered: true, unique: [a, b], index: [{dtype: int64}], drop_invalid_rows: true, novelty: 1,
      checks: {greater_than: 0}, columns: {a: {dtype: int64, unique: true, coerce: true, gt: {value: 3, raise_warning: true}, unique_values_eq: [1]}, b: {dtype: float64, required: false, lucky: 7},
      "c.*": {dtype: str, regex: true}, d: {dtype: "timedelta64[ns]"}, e: {dtype: str, str_matches: "a++", gt: {value: 1}}, f: {dtype: int64, gt: {value: 1, groupby: e}, isin: {value: [1], strange: 2}}}}`);
    expect(name).toBe("my-trips-2");
    expect(notExpressed.map(({ what }) => what)).toEqual([
      "ordered",
      "unique",
      "index",
      "drop_invalid_rows",
      "novelty",
      "checks",
      "column a",
      "column a, gt",
      "column a, unique_values_eq",
      "column a, unique",
      "column a, coerce",
      "column b",
      "column b, lucky",
      "column b, required",
      "column c.*",
      "column d",
      "column e, str_matches",
      "column e, greater_than",
      "column f",
      "column f, gt",
      "column f, isin",
    ]);
    expect(contract("trips", schema).columns.map((column) => column.name)).toEqual(["a", "b", "d", "e", "f"]);
  });

  it.each([
    ["{", "a schema of Pandera as YAML"],
    ["- 1", "an object as a schema of Pandera"],
    ["{schema_type: series}", "the schema of a pandas data frame"],
    ["{api: polars}", "the schema of a pandas data frame"],
    ["{columns: {a: 3}}", "an object as column a"],
    ["{columns: [{name: [a, b]}]}", "columns with one name each"],
  ])("that is none is refused with what is missing: %s", async (yaml, message) => {
    await expect(schemaFromPandera(yaml)).rejects.toThrow(message);
  });

  it("gives rules to a contract with a schema of its own, which must have its columns", async () => {
    const { rules } = await schemaFromPandera("{columns: {a: {dtype: float64, notin: [3]}}}");
    const own = contract("own", z.object({ a: z.int() }), { rules });
    expect(checkRows(own, [{ a: 3 }, { a: 4 }]).valid).toEqual([{ a: 4 }]);
    expect(() => contract("other", z.object({ b: z.int() }), { rules })).toThrow("a contract with the column a");
    expect(() => contract("other", z.object({ a: z.string() }), { rules: rules })).not.toThrow();
  });
});
