import { parseArgs } from "node:util";
import type { Command, CommandOption } from "./command.js";
import { UsageError } from "./usage-error.js";

export interface Arguments {
  readonly directory: string;
  readonly words: readonly string[];
  readonly values: { readonly [option: string]: string | boolean | undefined };
}

/** Understood by every command. */
export const commonOptions: { readonly [name: string]: CommandOption } = {
  debug: { about: "show where an error comes from" },
  help: { about: "what a command does and takes" },
};

/** @throws {UsageError} an option is not known or lacks its value, or there are too few or too many words. */
export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries({ ...command.options, ...commonOptions }).map(([name, { value }]) => [
      name,
      value === undefined ? { type: "boolean" as const } : { type: "string" as const },
    ]),
  );
  const { values, positionals } = parse(options, argv);
  const [directory, ...words] = positionals;
  const needed = command.words.filter(({ optional }) => optional !== true);
  if (values.help === true) return { directory: directory ?? "", words, values };
  if (directory === undefined) throw new UsageError(`${command.name} needs the directory of a store`);
  const missing = needed[words.length];
  if (missing !== undefined) throw new UsageError(`${command.name} needs <${missing.name}> after the directory`);
  const surplus = words[command.words.length];
  if (surplus !== undefined) throw new UsageError(`${command.name} does not know what to do with ${surplus}`);
  return { directory, words, values };
}

function parse(options: { readonly [name: string]: { readonly type: "boolean" | "string" } }, argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))) throw error;
    // The sentences after the first tell how Node would want it.
    throw new UsageError(error.message.split(/\. |\n/)[0] ?? error.message);
  }
}
