// Measures what importing each built entry costs on top of starting Node, the quickest of several processes, against a budget.
// Budgets are for a machine that starts an empty Node in `reference` milliseconds; a slower one gets as much more.
import { execFileSync } from "node:child_process";
import { doors } from "./rooms.js";

const milliseconds: Readonly<Record<string, number>> = { ".": 30, deployment: 60 };
const other = 90;
const tries = 7;
const reference = 75;

function importTime(file: string): number {
  const code = `const started = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - started);`;
  const times = Array.from({ length: tries }, () =>
    Number(execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" })),
  );
  return Math.min(...times);
}

function emptyStart(): number {
  const times = Array.from({ length: tries }, () => {
    const started = performance.now();
    execFileSync(process.execPath, ["--input-type=module", "-e", ""]);
    return performance.now() - started;
  });
  return Math.min(...times);
}

const empty = emptyStart();
const slowness = Math.max(1, empty / reference);
console.log(`start-up empty        ${empty.toFixed(1).padStart(6)} ms, budgets times ${slowness.toFixed(2)}`);
const failures: string[] = [];
for (const entry of [".", ...doors]) {
  const budget = Math.round(slowness * (milliseconds[entry] ?? other));
  const time = importTime(new URL(`../dist/${entry === "." ? "index" : `${entry}/index`}.js`, import.meta.url).href);
  console.log(`start-up ${entry.padEnd(12)} ${time.toFixed(1).padStart(6)} ms of ${budget}`);
  if (time > budget) failures.push(`${entry}: ${time.toFixed(1)} ms is over its budget of ${budget} ms`);
}
if (failures.length > 0) throw new Error(`start-up budgets exceeded:\n${failures.join("\n")}`);
