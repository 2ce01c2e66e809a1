import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { factsOf } from "../facts-of.js";

/** A schema and a frame by column; numbers are texts, as JSON has no infinity, times milliseconds. */
export interface Question {
  readonly yaml: string;
  readonly rows: number;
  readonly columns: Readonly<Record<string, { readonly dtype: string; readonly values: readonly unknown[] }>>;
}

export interface Answer {
  readonly refused?: string;
  readonly failures: readonly (readonly [row: number | null, column: string, check: string, value: string])[];
  /** The schema as Pandera writes it. */
  readonly again: string;
}

const script = fileURLToPath(new URL("../../fixtures/pandera/reference.py", import.meta.url));
let count = 0;

/** Asks the real package, all at once, as starting it takes seconds. */
export function askReference(questions: readonly Question[]): readonly Answer[] {
  const facts = factsOf("pandera");
  const folder = facts.text("folder");
  const [given, got] = [join(folder, `asked-${count}.json`), join(folder, `got-${count++}.json`)];
  writeFileSync(given, JSON.stringify(questions));
  execFileSync(facts.text("python"), [script, given, got], { stdio: "pipe", timeout: 400_000 });
  return JSON.parse(readFileSync(got, "utf8"));
}
