import { readFileSync } from "node:fs";
import * as testing from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";

/** The rows of the table under a heading, cell by cell. */
function tableAfter(page: string, words: string): readonly (readonly string[])[] {
  const text = readFileSync(page, "utf8");
  expect(text).toContain(words);
  const rows = text.slice(text.indexOf(words)).split("\n\n")[1] ?? "";
  return rows
    .split("\n")
    .slice(2)
    .map((row) => row.split("|").map((cell) => cell.trim()));
}

const names = (cell: string): readonly string[] => [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
const doorIn = (cell: string): string => /`golden-pipeline(?:\/([\w-]+))?`/.exec(cell)?.[1] ?? "core";

function expectPort(ports: readonly string[], door: string, suites: readonly string[]): void {
  const shown = readFileSync(`src/${door}/index.ts`, "utf8");
  expect(ports).not.toEqual([]);
  for (const port of ports) expect(shown, `${port} of ${door}`).toMatch(new RegExp(`\\b${port}\\b`));
  expect(suites).not.toEqual([]);
  for (const suite of suites) expect(testing).toHaveProperty(suite);
}

describe("where something new goes", () => {
  it.each(tableAfter("docs/architecture.md", "## Where would it go?"))("%s%s: %s, in %s, proven by %s", (...cells) => {
    const [, , fills = "", , suites = ""] = cells;
    const ports = names(fills).filter((name) => /^[A-Z]/.test(name));
    expectPort(ports, doorIn(fills), names(suites));
  });

  it.each(tableAfter("docs/writing-an-adapter.md", "By port:"))("%s%s of %s: %s, proven by %s", (...cells) => {
    const [, ports = "", from = "", , suites = ""] = cells;
    expectPort(names(ports), doorIn(from), names(suites));
  });
});
