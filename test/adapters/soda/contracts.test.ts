import {
  contractFromSoda,
  readSodaContract,
  type SodaContract,
  sodaFromContract,
  writeSodaContract,
} from "golden-pipeline/adapters/soda";
import { contract } from "golden-pipeline/schema";
import { createRowValidator } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";

describe("the data contract of a contract", () => {
  const shape = z.object({
    fare: z.number().gt(0).max(500),
    tip: z.number().nullable(),
    seats: z.int().gt(0).multipleOf(2),
    kind: z.enum(["bus", "no"]),
    plate: z
      .string()
      .regex(/^\p{Lu}/u)
      .length(4),
    code: z.string().regex(/^.\/[^x]+$/u),
    at: z.date().min(new Date(0)),
    paid: z.boolean(),
    more: z.object({ any: z.string() }),
  });
  const trips = contract("trips", shape, {
    eventTime: "at",
    missing: { tip: 0.07 },
    labels: { paid: { knownAt: (row) => row.at.plusMinutes(5) } },
    rules: (row) => ({
      "a tip is no fare": row.tip.below(row.fare).or(row.kind.equals("it's")),
      "sums up": row.fare.plus(row.tip).below(600),
    }),
  });
  const { soda, notExpressed } = sodaFromContract(trips, {
    dataset: "warehouse/db/public/trips",
    dataTypes: { number: "float8" },
  });

  it("says types, what is missing, limits, words, patterns, and rules as SQL", () => {
    expect(soda.columns.slice(0, 4)).toEqual([
      {
        name: "fare",
        data_type: "float8",
        checks: [{ missing: null }, { invalid: { valid_min: 0, valid_max: 500, invalid_values: [0] } }],
      },
      {
        name: "tip",
        data_type: "float8",
        checks: [
          { missing: { threshold: { metric: "percent", must_be_less_than_or_equal: 7 } } },
          { invalid: { valid_min: -Number.MAX_VALUE, valid_max: Number.MAX_VALUE } },
        ],
      },
      { name: "seats", data_type: "bigint", checks: [{ missing: null }, { invalid: { valid_min: 1 } }] },
      { name: "kind", data_type: "varchar", checks: [{ missing: null }, { invalid: { valid_values: ["bus", "no"] } }] },
    ]);
    const regex = "^[^\\n\\r\\x{2028}\\x{2029}]/[^x]+$";
    expect(soda.columns[5]?.checks?.[1]).toEqual({ invalid: { valid_format: { regex, name: "regex" } } });
    expect(soda.checks).toEqual([
      { schema: { allow_extra_columns: true, allow_other_column_order: true } },
      ...[
        ["seats, multiple-of", 'MOD("seats", 2) <> 0'],
        ["at, at-least", "\"at\" < TIMESTAMP '1970-01-01 00:00:00.000'"],
        ["a tip is no fare", 'NOT (("tip" < "fare" OR "kind" = \'it\'\'s\'))'],
      ].map(([name, expression]) => ({ failed_rows: { name, qualifier: name, expression } })),
    ]);
  });

  it("lists what it cannot say", () => {
    expect(notExpressed.map(({ what }) => what)).toEqual([
      "column plate, matches",
      "column more",
      "column more",
      "rule sums up",
      "label paid",
      "event time",
    ]);
  });

  it("is written with all text in quotes, for readers that take `no` for false, and read again", async () => {
    const yaml = await writeSodaContract(soda);
    expect(yaml).toContain('- "no"');
    expect(yaml).toContain("- missing:\n");
    expect(await readSodaContract(yaml)).toEqual(soda);
  });

  it.each([
    [/^a.c$/, undefined],
    [/^.*$/, "^[^\\n\\r\\x{2028}\\x{2029}]*$"],
    [/(?<year>\d{4})-\u00e9/, "(?P<year>\\d{4})-\\x{00e9}"],
    [/(?=a)/, undefined],
    [/(a)\1/, undefined],
    [/\s/, undefined],
    [/a/i, undefined],
    [/[[:alpha:]]/, undefined],
    [/😀+/, undefined],
    [/😀+/u, "😀+"],
    [/a{2,1001}/, undefined],
    [/[\w.-]+@[a-z]+\.[a-z]{2,}/, "[\\w.-]+@[a-z]+\\.[a-z]{2,}"],
  ])("writes the pattern %s as %s", (pattern, regex) => {
    const text = contract("one", z.object({ text: z.string().regex(pattern) }));
    const { soda: told, notExpressed: not } = sodaFromContract(text, { dataset: "a/b" });
    const checks = regex === undefined ? [] : [{ invalid: { valid_format: { regex, name: "regex" } } }];
    expect(told.columns[0]?.checks).toEqual([{ missing: null }, ...checks]);
    expect(not).toHaveLength(regex === undefined ? 1 : 0);
  });
});

describe("the contract of a data contract", () => {
  it("takes just the rows in which its checks find nothing wrong", async () => {
    const soda = await readSodaContract(`
dataset: warehouse/public/trips
columns:
  - name: code
    data_type: VARCHAR(8)
    missing_values: ["", N/A]
    character_maximum_length: 8
    checks:
      - missing:
      - invalid: { invalid_values: [X], valid_format: { name: upper, regex: '^[A-Z/]+$' } }
  - name: fare
    data_type: numeric
    checks:
      - missing: { threshold: { metric: percent, must_be_less_than_or_equal: 25 } }
      - invalid: { valid_min: 0, threshold: { must_be: 0 } }
  - name: seats
    valid_values: [1, 2]
    checks:
      - invalid:
checks:
  - schema: { allow_other_column_order: true }
`);
    const { contract: ours, notExpressed } = await contractFromSoda(soda, { name: "trips" });
    expect(notExpressed).toEqual([]);
    expect(ours.missing).toEqual({ fare: 0.25 });
    const check = createRowValidator(ours);
    expect(check({ code: "AB", fare: null, seats: 2 }).valid).toBe(true);
    for (const row of [
      { code: "N/A" },
      { code: "X" },
      { code: "ab" },
      { code: "ABCABCABC" },
      {},
      { code: "A", fare: -1 },
      { code: "A", seats: 3 },
      { code: "A", other: 1 },
    ])
      expect([row, check(row).valid]).toEqual([row, false]);
  });

  it.each([
    ["- missing: { threshold: { must_be_less_than: 5 } }", "missing, threshold"],
    ["- missing: { filter: a > 1 }", "missing"],
    ["- missing: { threshold: { level: warn, must_be: 0 } }", "missing"],
    ["- invalid: { valid_min_length: 1, threshold: { must_be_less_than: 5 } }", "invalid, threshold"],
    ["- invalid: { valid_reference_data: { dataset: a/b, column: c } }", "invalid, valid_reference_data"],
    ["- invalid: { valid_format: { regex: '(?i)a', name: a } }", "invalid, valid_format"],
    ["- invalid: { valid_min: 3 }", "invalid, valid_min"],
    ["- duplicate:", "duplicate"],
    ["- aggregate: { function: avgLength, threshold: { must_be: 1 } }", "aggregate"],
    ["- failed_rows: { expression: a > 1 }", "failed_rows"],
  ])("lists what is none of its: %s", async (check, part) => {
    const yaml = `dataset: a/b\ncolumns:\n  - name: a\n    data_type: text\n    checks:\n      ${check}\nchecks:\n  - schema: { allow_other_column_order: true }`;
    const { notExpressed } = await contractFromSoda(await readSodaContract(yaml), { name: "one" });
    expect(notExpressed.map(({ what }) => what)).toEqual([`column a, ${part}`]);
  });

  it("lists checks of the table, types that are not known, and other parts", async () => {
    const yaml =
      "dataset: a/b\nfilter: x > 1\nvariables: {}\ncolumns:\n  - name: a\n    data_type: geography\nchecks:\n  - row_count:\n  - freshness: { column: a, threshold: { must_be: 1 } }";
    const { notExpressed } = await contractFromSoda(await readSodaContract(yaml), { name: "one" });
    expect(notExpressed.map(({ what }) => what)).toEqual([
      "column a, data_type",
      "check row_count",
      "check freshness",
      "types of columns",
      "filter",
      "variables",
    ]);
  });
});

describe("YAML that is no data contract", () => {
  it.each([
    ["a: [", "YAML"],
    ["- a", "a contract with dataset and columns"],
    ["columns: []", "the name of its dataset"],
    ["dataset: a", "a list of columns"],
    ["dataset: a\ncolumns: [{name: a}, {name: a}]", "columns[1].name"],
    ["dataset: a\ncolumns: [{name: a, checks: [missing]}]", "columns[0].checks[0]"],
    ["dataset: a\ncolumns: [{name: a, checks: [{missing: , invalid: }]}]", "to be one check"],
    ["dataset: a\ncolumns: [{name: a, checks: [{lucky: }]}]", "a type that Soda knows"],
    ["dataset: a\ncolumns: []\nchecks: []", "checks to be a list of checks"],
    [
      "dataset: a\ncolumns: [{name: a, checks: [{missing: {threshold: {must_be: none}}}]}]",
      "threshold.must_be to be a number",
    ],
  ])("is refused with its place: %s", async (yaml, message) => {
    await expect(readSodaContract(yaml)).rejects.toThrow(message);
  });

  it("is not written either", async () => {
    await expect(writeSodaContract({} as SodaContract)).rejects.toThrow("a contract, as");
  });
});
