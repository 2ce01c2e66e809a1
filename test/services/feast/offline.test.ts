import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { parquetSource } from "golden-pipeline/ingestion";
import { describe, expect, it } from "vitest";
import { expectFeastsOwn, type OfflineAnswer, offlineCase } from "../../adapters/feast/offline-cases.js";
import { factsOf } from "../facts-of.js";

const facts = factsOf("feast");
const script = fileURLToPath(new URL("../../fixtures/feast/reference.py", import.meta.url));

describe("an offline join", () => {
  it("gives of Feast's Parquet files what its get_historical_features gives, of random tables", async () => {
    const cases = fc.sample(offlineCase, 12);
    const folder = join(facts.text("folder"), "offline");
    mkdirSync(folder);
    const [given, got] = [join(folder, "asked.json"), join(folder, "answer.json")];
    writeFileSync(given, JSON.stringify(cases));
    execFileSync(facts.text("python"), [script, given, got], {
      env: { ...process.env, FEAST_USAGE: "False" },
      stdio: "pipe",
      timeout: 500_000,
    });
    const answers: readonly OfflineAnswer[] = JSON.parse(readFileSync(got, "utf8"));
    expect(answers.length).toBe(cases.length);
    for (const [at, answer] of answers.entries()) {
      const asked = cases[at];
      if (asked !== undefined) await expectFeastsOwn(asked, answer, ({ path }) => parquetSource(path));
    }
  }, 600_000);
});
