import { createRandom } from "golden-pipeline";
import {
  contractFromSoda,
  readSodaContract,
  type SodaContract,
  sodaFromContract,
  verifySodaContract,
  writeSodaContract,
} from "golden-pipeline/adapters/soda";
import { contract } from "golden-pipeline/schema";
import { createRowValidator } from "golden-pipeline/validation";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Kind, kinds, type Row, randomContract, randomRows, randomSoda } from "./random-soda.js";
import { type Answer, askReference, type Question } from "./reference.js";

const random = createRandom(20261129).stream("soda");
const now = new Date("2020-01-04T00:00:00Z");

async function questionOf(
  soda: SodaContract,
  types: Readonly<Record<string, Kind>>,
  rows: readonly Row[],
): Promise<Question> {
  const columns = Object.entries(types).map(([name, kind]) => ({ name, type: kinds[kind] }));
  return {
    yaml: await writeSodaContract(soda),
    table: "t",
    columns,
    rows: rows.map((row) => columns.map(({ name }) => written(row[name]))),
    now: now.toISOString(),
  };
}

function written(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace("Z", "");
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** Ours as the reference tells it. */
function oursOf(soda: SodaContract, rows: readonly Row[]) {
  return verifySodaContract(rows, soda, { now }).results.map(({ check, column, outcome, value }) => ({
    check,
    column: column ?? null,
    outcome,
    value: value === undefined ? null : Number(value.toPrecision(10)),
  }));
}

function theirsOf({ checks }: Answer) {
  return checks.map(({ value, ...others }) => ({
    ...others,
    value: typeof value === "number" ? Number(value.toPrecision(10)) : null,
  }));
}

describe("the data contract of a contract", () => {
  const cases = Array.from({ length: 200 }, () => {
    const ours = randomContract(random);
    const types = Object.fromEntries(ours.columns.map(({ name, type }) => [name, type as Kind]));
    return { ours, types, rows: randomRows(types, random), ...sodaFromContract(ours, { dataset: "memory/main/t" }) };
  });
  let answers: readonly Answer[] = [];
  beforeAll(async () => {
    answers = askReference(await Promise.all(cases.map(({ soda, types, rows }) => questionOf(soda, types, rows))));
  }, 500_000);

  it("says all that these contracts say, and is verified without an error", () => {
    expect(cases.flatMap(({ notExpressed }) => notExpressed)).toEqual([]);
    expect(answers.filter(({ errors }) => errors !== "")).toEqual([]);
    expect(answers.flatMap(({ checks }) => checks).filter(({ outcome }) => outcome === "NOT_EVALUATED")).toEqual([]);
  });

  it("finds as many missing and invalid values in each column as the contract", () => {
    let found = 0;
    for (const [at, { ours, rows }] of cases.entries()) {
      const check = createRowValidator(ours);
      const reasons = rows.map((row) => check(row).reasons);
      for (const { check: type, column, value, outcome } of answers[at]?.checks ?? []) {
        if (type === "schema") expect(outcome).toBe("PASSED");
        if (type !== "missing" && type !== "invalid") continue;
        const checks = ours.columns.find(({ name }) => name === column)?.checks ?? [];
        const broken = reasons.filter((all) =>
          all.some((one) => one.column === column && (one.code === "missing") === (type === "missing")),
        ).length;
        const nullable = ours.columns.find(({ name }) => name === column)?.nullable;
        if (type === "missing" && nullable) continue;
        // A second pattern is a second check.
        if (checks.filter((one) => one.check === "matches").length < 2)
          expect([column, value]).toEqual([column, broken]);
        else expect(Number(value)).toBeLessThanOrEqual(broken);
        found += broken;
      }
    }
    expect(found).toBeGreaterThan(300);
  });

  it("passes just where the contract takes every row and no column has too many missing values", () => {
    const verdicts = cases.map(({ ours, rows }, at) => {
      const check = createRowValidator(ours);
      const few = ours.columns.every(({ name, nullable }) => {
        const most = ours.missing[name] ?? ours.missing.default ?? 1;
        return !nullable || rows.filter((row) => row[name] === null).length <= most * rows.length;
      });
      const valid = few && rows.every((row) => check(row).valid);
      return { valid, passed: answers[at]?.checks.every(({ outcome }) => outcome === "PASSED") };
    });
    expect(verdicts.filter(({ valid, passed }) => valid !== passed)).toEqual([]);
    expect(verdicts.filter(({ valid }) => valid).length).toBeGreaterThan(15);
  });

  it("is verified by ours with the same figures", () => {
    for (const [at, { soda, rows }] of cases.entries()) {
      // Rows tell columns only where there are any.
      if (rows.length > 0) expect(oursOf(soda, rows)).toEqual(theirsOf(answers[at] ?? { checks: [], errors: "" }));
    }
  });

  it("becomes a contract that takes the same rows, and the same data contract again", async () => {
    for (const { ours, soda, rows } of cases) {
      const read = await readSodaContract(await writeSodaContract(soda));
      expect(read).toEqual(soda);
      const { contract: again, notExpressed } = await contractFromSoda(read, { name: "random" });
      expect(notExpressed).toEqual([]);
      const [before, after] = [createRowValidator(ours), createRowValidator(again)];
      for (const row of rows) expect(after(row).valid).toBe(before(row).valid);
      expect(sodaFromContract(again, { dataset: "memory/main/t" }).soda).toEqual(soda);
    }
  });
});

describe("any data contract", () => {
  const cases = Array.from({ length: 250 }, () => {
    const { soda, types } = randomSoda(random);
    return { soda, types, rows: randomRows(types, random) };
  }).filter(({ rows }) => rows.length > 0);
  let answers: readonly Answer[] = [];
  beforeAll(async () => {
    answers = askReference(await Promise.all(cases.map(({ soda, types, rows }) => questionOf(soda, types, rows))));
  }, 500_000);

  it("has the outcomes and figures that the reference has", () => {
    const different = cases.flatMap(({ soda, rows }, at) => {
      const [ours, theirs] = [oursOf(soda, rows), theirsOf(answers[at] ?? { checks: [], errors: "" })];
      return JSON.stringify(ours) === JSON.stringify(theirs)
        ? []
        : [{ soda, rows, ours, theirs, errors: answers[at]?.errors }];
    });
    expect(different.slice(0, 2)).toEqual([]);
    const outcomes = answers.flatMap(({ checks }) => checks.map(({ outcome }) => outcome));
    for (const outcome of ["PASSED", "FAILED", "WARN"])
      expect(outcomes.filter((one) => one === outcome).length).toBeGreaterThan(20);
  });

  it("passes just where its contract takes every row, where all that it says is of single rows", async () => {
    const verdicts = (
      await Promise.all(
        cases.map(async ({ soda, rows }, at) => {
          const { contract: ours, notExpressed } = await contractFromSoda(soda, { name: "random" });
          const only = notExpressed.filter(({ what }) => what !== "types of columns" && what !== "check schema, order");
          if (only.length > 0 || Object.keys(ours.missing).length > 0) return [];
          const check = createRowValidator(ours);
          const finite = rows.every((row) =>
            Object.values(row).every((value) => typeof value !== "number" || Number.isFinite(value)),
          );
          if (!finite) return [];
          return [
            {
              soda,
              rows,
              valid: rows.every((row) => check(row).valid),
              passed: answers[at]?.checks.every(({ outcome }) => outcome === "PASSED"),
            },
          ];
        }),
      )
    ).flat();
    expect(verdicts.filter(({ valid, passed }) => valid !== passed).slice(0, 2)).toEqual([]);
    // Few are without a threshold or a figure; those of contracts are above.
    expect(verdicts.length).toBeGreaterThan(4);
  });
});

it("a rule is SQL that fails just the rows that break it", async () => {
  const shape = z.strictObject({
    start: z
      .date()
      .min(new Date(Date.UTC(2020, 0, 1, 12)))
      .nullable(),
    end: z.date().max(new Date(Date.UTC(2020, 0, 3))),
    fare: z.number().nullable(),
    tip: z.number().nullable(),
    seats: z.int().multipleOf(2),
    kind: z.string().nullable(),
    paid: z.boolean().nullable(),
  });
  const trips = contract("trips", shape, {
    rules: (trip) => ({
      "ends after it starts": trip.start.before(trip.end),
      "a tip is no fare": trip.tip.atMost(trip.fare).or(trip.fare.isMissing()),
      "buses are paid for": trip.kind.equals("it's").not().or(trip.paid),
      "no cheap crowd": trip.seats.above(2).and(trip.fare.below(1)).not(),
      "of a kind": trip.kind.oneOf(["a", "ab", "it's"]),
    }),
  });
  const { soda, notExpressed } = sodaFromContract(trips, { dataset: "memory/main/t" });
  expect(notExpressed).toEqual([]);
  const types = Object.fromEntries(trips.columns.map(({ name, type }) => [name, type as Kind]));
  const rows = randomRows(types, random).concat(...Array.from({ length: 20 }, () => randomRows(types, random)));
  const finite = rows.map((row) => ({ ...row, fare: finiteOf(row.fare), tip: finiteOf(row.tip) }));
  const [answer] = askReference([await questionOf(soda, types, finite)]);
  const check = createRowValidator(trips);
  const reasons = finite.map((row) => check(row).reasons);
  const failed = (answer?.checks ?? []).filter((one) => one.check === "failed_rows").map(({ value }) => value);
  const limits = [
    ["start", "at-least"],
    ["end", "at-most"],
    ["seats", "multiple-of"],
  ];
  expect(failed).toEqual([
    ...limits.map(
      ([column, code]) => reasons.filter((all) => all.some((one) => one.column === column && one.code === code)).length,
    ),
    ...trips.rules.map(({ name }) => finite.filter((row) => breaks(row, name)).length),
  ]);
  expect(Math.min(...failed.map(Number))).toBeGreaterThan(0);

  function breaks(row: Row, name: string): boolean {
    // What is wrong with a column would hide what a rule says of it.
    const loose = contract(
      "loose",
      z.object(Object.fromEntries(Object.entries(shape.shape).map(([key]) => [key, looseOf(key)]))),
    );
    const validator = createRowValidator({ ...loose, rules: trips.rules.filter((rule) => rule.name === name) });
    return !validator(row).valid;
  }
  function looseOf(key: string): z.ZodType {
    return (
      {
        start: z.date(),
        end: z.date(),
        fare: z.number(),
        tip: z.number(),
        seats: z.int(),
        kind: z.string(),
        paid: z.boolean(),
      }[key]?.nullable() ?? z.unknown()
    );
  }
});

function finiteOf(value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? null : value;
}
