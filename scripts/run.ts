import { spawnSync } from "node:child_process";

/** Runs a command with its output shown; throws when it fails. */
export function run(
  command: string,
  arguments_: readonly string[],
  options: { readonly directory?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): void {
  const result = spawnSync(command, [...arguments_], {
    stdio: "inherit",
    cwd: options.directory,
    env: { ...process.env, ...options.environment },
  });
  if (result.error) throw result.error;
  if (result.status !== 0)
    throw new Error(`${command} ${arguments_.join(" ")} ended with ${result.status ?? result.signal}`);
}

/** Runs a command and returns what it printed on standard output; throws with all output when it fails. */
export function capture(
  command: string,
  arguments_: readonly string[],
  options: { readonly directory?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): string {
  const result = spawnSync(command, [...arguments_], {
    encoding: "utf8",
    cwd: options.directory,
    env: { ...process.env, ...options.environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error) throw result.error;
  if (result.status !== 0)
    throw new Error(
      `${command} ${arguments_.join(" ")} ended with ${result.status ?? result.signal}:\n${result.stdout}\n${result.stderr}`,
    );
  return result.stdout;
}
