import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { type Answer, differences } from "../../adapters/nannyml/compare-answers.js";
import { questions } from "../../adapters/nannyml/questions.js";
import { factsOf } from "../facts-of.js";

const script = fileURLToPath(new URL("../../fixtures/nannyml/reference.py", import.meta.url));
const asked = questions("service");
let answers: readonly Answer[] = [];
beforeAll(() => {
  const facts = factsOf("nannyml");
  const [given, got] = [join(facts.text("folder"), "asked.json"), join(facts.text("folder"), "answer.json")];
  writeFileSync(given, JSON.stringify({ questions: asked }));
  const env = { ...process.env, NML_DISABLE_USAGE_LOGGING: "1" };
  execFileSync(facts.text("python"), [script, given, got], { env, stdio: "pipe", timeout: 400_000 });
  answers = JSON.parse(readFileSync(got, "utf8")).answers;
}, 450_000);

it.each(asked.map(({ name }, at) => ({ name, at })))("NannyML finds of $name what ours finds", ({ at }) => {
  const [question, answer] = [asked[at], answers[at]];
  expect(question && answer && differences(question, answer)).toEqual([]);
});
