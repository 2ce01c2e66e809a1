import { readFileSync } from "node:fs";

/** A JSON file of test/fixtures/evaluation. */
export function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../fixtures/evaluation/${name}`, import.meta.url), "utf8")) as T;
}
