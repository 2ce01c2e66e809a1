import { createRandom } from "golden-pipeline";
import { panderaFromContract, schemaFromPandera } from "golden-pipeline/adapters/pandera";
import { contract } from "golden-pipeline/schema";
import { createRowValidator } from "golden-pipeline/validation";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type AnyRow,
  type Kind,
  type RandomContract,
  randomContract,
  randomValue,
} from "../../adapters/pandera/random-contract.js";
import { type Answer, askReference, type Question } from "./reference.js";

const random = createRandom(20261129).stream("pandera");

const dtypes: Readonly<Record<Kind, readonly string[]>> = {
  integer: ["Int64", "object"],
  number: ["float64"],
  numbers: ["float64"],
  boolean: ["boolean", "object"],
  text: ["str", "object", "string"],
  choice: ["str", "object"],
  time: ["datetime64[us, UTC]", "datetime64[ms, UTC]", "datetime64[ns]"],
};

/** A frame of rows, with column types as the rows of a service may come in. */
function questionOf(yaml: string, rows: readonly AnyRow[], kinds: Readonly<Record<string, Kind>>): Question {
  const columns = Object.entries(kinds).map(([name, kind], at) => {
    const choices = dtypes[kind];
    const values = rows.map((row) => {
      const value = row[name];
      if (value instanceof Date) return value.getTime();
      return typeof value === "number" && kind !== "integer" ? String(value) : value;
    });
    return [name, { dtype: choices[(at + rows.length) % choices.length] ?? "object", values }] as const;
  });
  return { yaml, rows: rows.length, columns: Object.fromEntries(columns) };
}

/** Cells that checks of a column refuse, rows that a rule refuses. */
interface Verdict {
  readonly cells: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

function theirs({ failures }: Answer, rules: readonly string[]): Verdict {
  const of = (isRule: boolean): ReadonlySet<string> =>
    new Set(
      failures.flatMap(([row, column, check]) =>
        rules.includes(check) === isRule ? [`${row} ${isRule ? check : column}`] : [],
      ),
    );
  return { cells: of(false), rules: of(true) };
}

function ours(rows: readonly AnyRow[], { contract }: Pick<RandomContract, "contract">): Verdict {
  const check = createRowValidator(contract);
  const reasons = rows.flatMap((row, at) => check(row).reasons.map((reason) => ({ at, reason })));
  const told = (isRule: boolean): ReadonlySet<string> =>
    new Set(
      reasons.flatMap(({ at, reason: { code, column, expected } }) =>
        (code === "rule") === isRule ? [`${at} ${isRule ? expected : column}`] : [],
      ),
    );
  return { cells: told(false), rules: told(true) };
}

const cases = Array.from({ length: 300 }, (_, at) => {
  const made = randomContract(random, `random-${at}`);
  const rows = Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
    Object.fromEntries(Object.entries(made.kinds).map(([name, kind]) => [name, randomValue(random, kind)])),
  );
  return { ...made, rows };
});

describe("a contract that the real Pandera has loaded", () => {
  let yamls: readonly string[] = [];
  let answers: readonly Answer[] = [];
  beforeAll(async () => {
    yamls = await Promise.all(cases.map(async ({ contract }) => (await panderaFromContract(contract)).yaml));
    answers = askReference(cases.map(({ rows, kinds }, at) => questionOf(yamls[at] ?? "", rows, kinds)));
  }, 450_000);

  it("is one that it takes", () => {
    expect(
      answers.flatMap(({ refused }, at) => (refused === undefined ? [] : [{ refused, yaml: yamls[at] }])).slice(0, 3),
    ).toEqual([]);
  });

  it("is written without rest", async () => {
    const rest = await Promise.all(
      cases.map(async ({ contract }) => (await panderaFromContract(contract)).notExpressed),
    );
    expect(rest.flat()).toEqual([]);
  });

  it("finds the same cells and the same rows wrong", () => {
    const different = cases.flatMap((one, at): readonly unknown[] => {
      const answer = answers[at];
      if (answer?.refused !== undefined || answer === undefined) return [answer];
      const [here, there] = [
        ours(one.rows, one),
        theirs(
          answer,
          one.contract.rules.map(({ name }) => name),
        ),
      ];
      // A rule sees a value that is wrong by itself as missing, a check does not.
      const wrong = new Set([...here.cells].map((cell) => cell.split(" ")[0]));
      const sound = (rules: ReadonlySet<string>): ReadonlySet<string> =>
        new Set([...rules].filter((rule) => !wrong.has(rule.split(" ")[0])));
      const only = [
        ...without(here.cells, there.cells),
        ...without(there.cells, here.cells),
        ...without(sound(here.rules), there.rules),
        ...without(sound(there.rules), here.rules),
      ];
      const rows = only.map((place) => one.rows[Number(place.split(" ")[0])]);
      return only.length === 0 ? [] : [{ only, rows, yaml: yamls[at], failures: answer.failures }];
    });
    expect(different.slice(0, 2)).toEqual([]);
    expect(answers.flatMap(({ failures }) => failures).length).toBeGreaterThan(1000);
  });

  it("is read again as what it was, from our YAML and from Pandera's own", async () => {
    for (const [at, { rows, contract: before }] of cases.entries())
      for (const yaml of [yamls[at] ?? "", answers[at]?.again ?? ""]) {
        const { name, schema, rules, notExpressed } = await schemaFromPandera<AnyRow>(yaml);
        const after = contract(name, schema, { rules });
        expect(notExpressed, yaml).toEqual([]);
        expect((await panderaFromContract(after)).yaml).toBe(yamls[at]);
        const [was, is] = [before, after].map((contract) => ours(rows, { contract }));
        expect(is, yaml).toEqual(was);
      }
  });
});

function without(left: ReadonlySet<string>, right: ReadonlySet<string>): readonly string[] {
  return [...left].filter((one) => !right.has(one));
}
