import { endGroup, spawnBound } from "./spawn-bound.js";

export interface CommandOptions {
  readonly signal: AbortSignal;
  readonly directory?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
}

export interface CommandOutcome {
  readonly code: number | string;
  /** What it printed, on both outputs, in order. */
  readonly output: string;
}

/** Runs a command to its end. An aborted signal ends it and all that it has started, and rejects with the signal's reason. */
export async function runCommand(
  command: string,
  words: readonly string[],
  { signal, directory, environment, user }: CommandOptions,
): Promise<CommandOutcome> {
  signal.throwIfAborted();
  const child = spawnBound(command, words, {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    ...user,
  });
  const stop = (): void => void endGroup(child, 2000);
  signal.addEventListener("abort", stop);
  try {
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    const code = await new Promise<number | string>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exit, killed) => resolve(exit ?? killed ?? "unknown"));
    });
    signal.throwIfAborted();
    return { code, output };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Runs a command that has to end well, and gives what it printed. */
export async function mustRun(command: string, words: readonly string[], options: CommandOptions): Promise<string> {
  const { code, output } = await runCommand(command, words, options);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${output.trim().slice(-1000)}`);
  return output;
}
