// Counts the code that importing each built door makes Node read, its packages' included, against a budget. Code is counted and not time: a busy machine
// reads the same characters, so the check fails only when a door grows.
import { execFileSync } from "node:child_process";
import { doors } from "./rooms.js";

const budgets: Readonly<Record<string, number>> = {
  ".": 200,
  deployment: 600,
  testing: 1000,
  // Some fifty expectations, all of which a suite may ask for.
  "adapters/great-expectations": 500,
};
const ofAnotherRoom = 850;
const ofAnAdapter = 450;

/** The thousands of characters that importing a file makes Node parse, by Node's own debugger. */
function charactersOf(file: string): number {
  const code = `
    import { Session } from "node:inspector";
    const session = new Session();
    session.connect();
    let characters = 0;
    session.on("Debugger.scriptParsed", ({ params: { url, length } }) => {
      if (url.startsWith("file:") || url.startsWith("/")) characters += length;
    });
    session.post("Debugger.enable");
    await import(${JSON.stringify(file)});
    console.log(characters);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" })) / 1000;
}

const failures: string[] = [];
for (const door of [".", ...doors]) {
  const budget = budgets[door] ?? (door.startsWith("adapters/") ? ofAnAdapter : ofAnotherRoom);
  const characters = charactersOf(
    new URL(`../dist/${door === "." ? "index" : `${door}/index`}.js`, import.meta.url).href,
  );
  console.log(`start-up ${door.padEnd(27)} ${characters.toFixed(0).padStart(5)} thousand characters of ${budget}`);
  if (!(characters > 0 && characters <= budget))
    failures.push(`${door}: ${characters.toFixed(0)} thousand characters are read at import, its budget is ${budget}`);
}
if (failures.length > 0) throw new Error(`start-up budgets exceeded:\n${failures.join("\n")}`);
