import { createRandom } from "golden-pipeline";
import {
  contractFromSchema,
  findAnomalies,
  readSchema,
  schemaFromContract,
  writeSchema,
} from "golden-pipeline/adapters/tfdv";
import { createRowValidator } from "golden-pipeline/validation";
import { beforeAll, describe, expect, it } from "vitest";
import { dataOf, randomContract, randomRow } from "./random-contract.js";
import { randomQuestion } from "./random-schema.js";
import { type Answer, askReference } from "./reference.js";

const random = createRandom(20261129).stream("tfdv");

describe("the schema of a contract", () => {
  const cases = Array.from({ length: 400 }, () => {
    const ours = randomContract(random);
    const { schema, notExpressed } = schemaFromContract(ours);
    const typeOf = (name: string) => schema.feature?.find((feature) => feature.name === name)?.type;
    const rows = Array.from({ length: 3 }, () => randomRow(ours, random));
    return { ours, schema, notExpressed, rows, typeOf, text: writeSchema(schema) };
  });
  let answers: readonly Answer[] = [];
  beforeAll(() => {
    answers = askReference(
      cases.flatMap(({ rows, text, typeOf }) => rows.map((row) => ({ schema: text, data: dataOf([row], typeOf) }))),
    );
  }, 450_000);

  it("says all that these contracts say", () => {
    expect(cases.filter(({ notExpressed }) => notExpressed.length > 0)).toEqual([]);
  });

  it("lets just those rows pass that the contract takes", () => {
    const verdicts = cases.flatMap(({ ours, rows, text }) => {
      const check = createRowValidator(ours);
      return rows.map((row) => ({ row, text, valid: check(row).valid }));
    });
    const different = verdicts.filter(
      ({ valid }, at) => valid !== (Object.keys(answers[at]?.anomalies ?? {}).length === 0),
    );
    expect(different.slice(0, 3)).toEqual([]);
    expect(verdicts.filter(({ valid }) => valid).length).toBeGreaterThan(200);
    expect(verdicts.filter(({ valid }) => !valid).length).toBeGreaterThan(200);
  });

  it("is written as the reference writes it, and read from either of its ways", () => {
    for (const [at, { text, schema }] of cases.entries()) {
      const answer = answers[at * 3];
      expect(text).toBe(answer?.written);
      expect(readSchema(answer?.ascii ?? "")).toEqual(schema);
    }
  });

  it("becomes a contract that takes the same rows, and the same schema again", async () => {
    for (const { ours, schema, rows } of cases) {
      const { contract, notExpressed } = await contractFromSchema(schema, { name: "random" });
      expect(notExpressed).toEqual([]);
      const [before, after] = [createRowValidator(ours), createRowValidator(contract)];
      for (const row of rows) expect(after(row).valid).toBe(before(row).valid);
      expect(writeSchema(schemaFromContract(contract).schema)).toBe(writeSchema(schema));
    }
  });
});

describe("any schema", () => {
  const questions = Array.from({ length: 600 }, () => randomQuestion(random));
  let answers: readonly Answer[] = [];
  beforeAll(() => {
    answers = askReference(
      questions.map(({ rows, previous, serving, typeOf, ...others }) => ({
        ...others,
        data: dataOf(rows, typeOf),
        ...(previous !== undefined && { previous: dataOf(previous, typeOf) }),
        ...(serving !== undefined && { serving: dataOf(serving, typeOf) }),
      })),
    );
  }, 450_000);

  it("has the anomalies in data that the reference finds", () => {
    const different = questions.flatMap(({ schema, rows, environment, previous, serving }, at) => {
      const ours: Record<string, string[]> = {};
      const options = {
        ...(environment && { environment }),
        ...(previous && { previous }),
        ...(serving && { serving }),
      };
      const report = findAnomalies(rows, readSchema(schema), options);
      for (const { feature = "", type } of report.anomalies) ours[feature] = [...(ours[feature] ?? []), type].sort();
      const theirs = Object.fromEntries(
        Object.entries(answers[at]?.anomalies ?? {}).map(([feature, types]) => [feature, [...types].sort()]),
      );
      return equal(ours, theirs) ? [] : [{ schema, rows, environment, previous, serving, ours, theirs }];
    });
    expect(different.slice(0, 3)).toEqual([]);
    expect(answers.filter(({ anomalies }) => Object.keys(anomalies).length > 0).length).toBeGreaterThan(150);
    expect(answers.filter(({ anomalies }) => Object.keys(anomalies).length === 0).length).toBeGreaterThan(50);
  });

  it("measures the distances of words as the reference does", () => {
    let compared = 0;
    for (const [at, { schema, rows, previous, serving }] of questions.entries()) {
      const options = { ...(previous && { previous }), ...(serving && { serving }) };
      for (const { feature, value, threshold } of findAnomalies(rows, readSchema(schema), options).comparisons) {
        const theirs =
          answers[at]?.comparisons.filter((one) => one.feature === feature && one.threshold === threshold) ?? [];
        expect(theirs.map((one) => one.value.toFixed(12))).toContain(value.toFixed(12));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  it("is a contract that takes the same single rows, where all that it says is of single rows", async () => {
    const plain = Array.from({ length: 200 }, () => randomQuestion(random, true));
    const whole = (
      await Promise.all(
        plain.map(async ({ schema, rows, typeOf }) => {
          const { contract, notExpressed } = await contractFromSchema(readSchema(schema), { name: "random" });
          expect(notExpressed).toEqual([]);
          const check = createRowValidator(contract);
          return rows.slice(0, 3).map((row) => ({ schema, row, typeOf, valid: check(row).valid }));
        }),
      )
    ).flat();
    const found = askReference(whole.map(({ schema, row, typeOf }) => ({ schema, data: dataOf([row], typeOf) })));
    const different = whole.flatMap(({ typeOf, ...one }, at) => {
      const theirs = found[at]?.anomalies ?? {};
      return one.valid === (Object.keys(theirs).length === 0) ? [] : [{ ...one, theirs }];
    });
    expect(different.slice(0, 3)).toEqual([]);
    expect(whole.filter(({ valid }) => valid).length).toBeGreaterThan(100);
    expect(whole.filter(({ valid }) => !valid).length).toBeGreaterThan(100);
  }, 450_000);
});

function equal(one: unknown, other: unknown): boolean {
  const sorted = (value: object) =>
    JSON.stringify(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
  return sorted(Object(one)) === sorted(Object(other));
}
