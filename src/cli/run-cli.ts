import { textTable } from "../report/index.js";
import type { Call, Command, ExitCode } from "./command.js";
import { commands } from "./commands.js";
import { describeFailure } from "./describe-failure.js";
import { commandHelp, generalHelp } from "./help.js";
import { openStore } from "./open-store.js";
import { printable, printableCell, printableJson } from "./printable.js";
import { type Arguments, readArguments } from "./read-arguments.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** Runs one command line, and gives the exit code. @param version Of the package. */
export async function runCli(argv: readonly string[], terminal: Terminal, version: string): Promise<ExitCode> {
  try {
    const [first] = argv;
    if (first === undefined || first === "--help" || first === "-h" || first === "help") {
      await terminal.write(`${generalHelp(commands)}\n`);
      return first === undefined ? 2 : 0;
    }
    if (first === "--version") {
      await terminal.write(`${version}\n`);
      return 0;
    }
    const { command, rest } = findCommand(argv);
    const read = readArguments(command, rest);
    if (read.values.help === true) {
      await terminal.write(`${commandHelp(command)}\n`);
      return 0;
    }
    return await command.run(await callOf(read, terminal));
  } catch (error) {
    const stack = argv.includes("--debug") && error instanceof Error ? `\n${error.stack}` : "";
    terminal.error(`golden-pipeline: ${printable(describeFailure(error))}${stack}\n`);
    return 2;
  }
}

/** `datasets show` is a command of its own; a directory of that name is given as `./show`. */
function findCommand(argv: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } {
  for (const length of [2, 1]) {
    const name = argv.slice(0, length).join(" ");
    const command = commands.find((one) => one.name === name);
    if (command) return { command, rest: argv.slice(length) };
  }
  const names = commands.filter(({ name }) => !name.includes(" ")).map(({ name }) => name);
  throw new UsageError(`expected a command, one of ${names.join(", ")}; got ${argv[0]}`);
}

async function callOf({ directory, words, values }: Arguments, terminal: Terminal): Promise<Call> {
  const shown = (cell: string | number): string | number => (typeof cell === "string" ? printableCell(cell) : cell);
  const write = (text: string): Promise<boolean> => terminal.write(text);
  return {
    directory,
    store: await openStore(directory),
    words,
    text: (option) => (typeof values[option] === "string" ? values[option] : undefined),
    has: (option) => values[option] === true,
    print(text, found) {
      const safe = printable(text);
      if (found === undefined || !terminal.colours) return write(`${safe}\n`);
      return write(`\u001b[${found === "good" ? 32 : 31}m${safe}\u001b[39m\n`);
    },
    table: (header, rows) =>
      write(
        `${textTable(
          header,
          rows.map((row) => row.map(shown)),
        )}\n`,
      ),
    json: (value) => write(`${printableJson(value, 2)}\n`),
    write,
  };
}
