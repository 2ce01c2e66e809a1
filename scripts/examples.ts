// Runs every numbered example as a stranger would: it must end well, print something and be at most 25 lines long, its imports not counted.
import { readdirSync, readFileSync } from "node:fs";
import { capture } from "./run.js";

const longest = 25;
const examples = readdirSync("examples")
  .filter((name) => /^\d\d-.*\.ts$/.test(name))
  .sort();
if (examples.length === 0) throw new Error("examples: no numbered example found");

for (const name of examples) {
  const code = readFileSync(`examples/${name}`, "utf8").replace(/^import [^;]*;\n/gm, "");
  const lines = code.trimEnd().split("\n").length;
  if (lines > longest) throw new Error(`examples/${name} has ${lines} lines, at most ${longest} are allowed`);
  const output = capture(process.execPath, ["--import", "tsx", `examples/${name}`]);
  if (output.trim() === "") throw new Error(`examples/${name} printed nothing`);
  console.log(`examples/${name}: ${lines} lines, ok`);
}
