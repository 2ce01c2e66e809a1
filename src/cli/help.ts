import { textTable } from "../report/index.js";
import type { Command } from "./command.js";
import { commonOptions } from "./read-arguments.js";

const exitCodes =
  "Exit codes: 0 fine, 1 something was found, 2 wrong use or unreadable, 3 an inconclusive gate (report --exit-code).";

/** What there is. */
export function generalHelp(commands: readonly Command[]): string {
  return [
    "Looks into the file store of golden-pipeline; nothing in it is ever changed.",
    `Usage: golden-pipeline <command> <directory> …\n\n${lines(commands.map((command) => [usageOf(command), command.about]))}`,
    "`golden-pipeline <command> --help` tells its options; --version tells the version.",
    exitCodes,
  ].join("\n\n");
}

/** What one command takes. */
export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions }).map(([name, { value, about }]) => [
    `--${name}${value === undefined ? "" : ` ${value}`}`,
    about,
  ]);
  return [command.about, `Usage: golden-pipeline ${usageOf(command)} [options]`, lines(options), exitCodes].join(
    "\n\n",
  );
}

function usageOf({ name, words }: Command): string {
  return [name, "<directory>", ...words.map((word) => (word.optional ? `[${word.name}]` : `<${word.name}>`))].join(" ");
}

/** Two columns without a header. */
function lines(rows: readonly (readonly string[])[]): string {
  return textTable(["", ""], rows)
    .split("\n")
    .slice(2)
    .map((line) => `  ${line}`)
    .join("\n");
}
