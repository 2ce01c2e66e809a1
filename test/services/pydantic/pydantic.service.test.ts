import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandom } from "golden-pipeline";
import { type JsonSchema, jsonSchemaFromContract, schemaFromJsonSchema } from "golden-pipeline/adapters/pydantic";
import { type Contract, contract } from "golden-pipeline/schema";
import { createRowValidator } from "golden-pipeline/validation";
import { beforeAll, describe, expect, it } from "vitest";
import { type AnyRow, randomContract, randomValue } from "../../adapters/pandera/random-contract.js";
import { randomModel } from "../../adapters/pydantic/random-model.js";
import { factsOf } from "../facts-of.js";

const random = createRandom(20261129).stream("pydantic");
const models = Array.from({ length: 400 }, () => randomModel(random));

const contracts = Array.from({ length: 300 }, (_, at) => {
  const made = randomContract(random, `random-${at}`);
  const { contract: plain } = made;
  const rows = Array.from({ length: 12 }, (): AnyRow => {
    const values = Object.entries(made.kinds).map(([name, kind]) => [name, randomValue(random, kind)] as const);
    // JSON has no infinity.
    return Object.fromEntries(values.filter(([, value]) => typeof value !== "number" || Number.isFinite(value)));
  });
  return { contract: contract(plain.name, plain.schema), rows };
});

interface Answers {
  readonly models: readonly { readonly schema: JsonSchema; readonly taken: readonly boolean[] }[];
  readonly schemas: readonly { readonly valid: readonly boolean[]; readonly taken: readonly boolean[] }[];
}

async function again(schema: JsonSchema): Promise<Contract<AnyRow>> {
  const read = await schemaFromJsonSchema<AnyRow>(JSON.stringify(schema));
  return contract(read.name, read.schema);
}

let written: readonly Awaited<ReturnType<typeof jsonSchemaFromContract>>[] = [];
let answers: Answers = { models: [], schemas: [] };
beforeAll(async () => {
  written = await Promise.all(contracts.map(({ contract }) => jsonSchemaFromContract(contract)));
  const schemas = written.map(({ jsonSchema }, at) => ({ schema: jsonSchema, rows: contracts[at]?.rows }));
  const facts = factsOf("pydantic");
  const [given, got] = [join(facts.text("folder"), "asked.json"), join(facts.text("folder"), "answer.json")];
  writeFileSync(given, JSON.stringify({ models, schemas }));
  const script = fileURLToPath(new URL("../../fixtures/pydantic/reference.py", import.meta.url));
  execFileSync(facts.text("python"), [script, given, got], { stdio: "pipe", timeout: 400_000 });
  answers = JSON.parse(readFileSync(got, "utf8"));
}, 450_000);

describe("what a model of the real pydantic writes", () => {
  it("takes the rows that the model takes, from JSON in strict mode", async () => {
    const different: unknown[] = [];
    for (const [at, { schema, taken }] of answers.models.entries()) {
      const check = createRowValidator(await again(schema));
      const { rows = [], source } = models[at] ?? {};
      for (const [place, row] of rows.entries())
        if (check(row).valid !== taken[place]) different.push({ row, reasons: check(row).reasons, source });
    }
    expect(different.slice(0, 3)).toEqual([]);
    const verdicts = answers.models.flatMap(({ taken }) => taken);
    expect(verdicts).toHaveLength(4800);
    expect(verdicts.filter(Boolean).length).toBeGreaterThan(600);
  });

  it("is written as it was read, from then on", async () => {
    for (const { schema } of answers.models) {
      const once = (await jsonSchemaFromContract(await again(schema))).jsonSchema;
      expect((await jsonSchemaFromContract(await again(once))).jsonSchema).toEqual(once);
    }
  });

  it("leaves unread nothing but limits that numbers and columns have", async () => {
    const reasons = new Set<string>();
    for (const { schema } of answers.models)
      for (const { why } of (await schemaFromJsonSchema(schema)).notExpressed) reasons.add(why);
    expect([...reasons].sort()).toEqual([
      "a column that is null is one that is left out",
      "whole numbers beyond ±(2^53 − 1) are refused",
    ]);
  });
});

describe("the JSON Schema of a contract", () => {
  it("makes models that take the rows that the contract takes, and tells the same to a validator", () => {
    const different: unknown[] = [];
    let compared = 0;
    for (const [at, { contract, rows }] of contracts.entries()) {
      const { notExpressed, jsonSchema } = written[at] ?? { notExpressed: [{}] };
      const answer = answers.schemas[at];
      // Limits of times, and patterns with what JSON Schema has not.
      if (notExpressed.length > 0) continue;
      const check = createRowValidator(contract);
      for (const [place, row] of rows.entries()) {
        compared++;
        // Python's `$` is also before a line end.
        const lineEnd = Object.values(row).some((value) => value === "1\n");
        const ours = check(row).valid;
        if (ours !== answer?.taken[place] || (ours !== answer.valid[place] && !lineEnd))
          different.push({ row, ours, taken: answer?.taken[place], valid: answer?.valid[place], jsonSchema });
      }
    }
    expect(different.slice(0, 3)).toEqual([]);
    expect(compared).toBeGreaterThan(1200);
  });

  it("is read as what it was", async () => {
    for (const [at, { contract, rows }] of contracts.entries()) {
      const { jsonSchema = {}, notExpressed = [] } = written[at] ?? {};
      const read = await again(jsonSchema);
      expect((await jsonSchemaFromContract(read)).jsonSchema).toEqual(jsonSchema);
      if (notExpressed.length > 0) continue;
      const [before, after] = [contract, read].map((one) => rows.map((row) => createRowValidator(one)(row).valid));
      expect(after, JSON.stringify(jsonSchema)).toEqual(before);
    }
  });
});
