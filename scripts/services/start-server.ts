import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { endGroup, spawnBound } from "./spawn-bound.js";
import { until } from "./until.js";

export interface ServerOptions {
  readonly command: string;
  readonly words: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Where it runs, and where its log stands: `server.log`. */
  readonly folder: string;
  /** @default who runs this */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly ready: () => Promise<boolean>;
  /** How long it may take until it is ready. @default 60 */
  readonly readySeconds?: number;
  /** How long it may take to end when it is asked to; then it is killed. @default 10 */
  readonly stopSeconds?: number;
  readonly signal: AbortSignal;
}

export interface Server {
  /** Ends it as a machine that loses power would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it is ready.
 * @throws {Error} it ended before, or was not ready in time; with the end of its log. Nothing of it is left running.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { command, words, environment, folder, user, ready, readySeconds = 60, stopSeconds = 10, signal } = options;
  const path = join(folder, "server.log");
  const log = openSync(path, "a");
  const env = { ...process.env, ...environment };
  const child = spawnBound(command, words, { cwd: folder, env, stdio: ["ignore", log, log], ...user });
  closeSync(log);
  const early = new AbortController();
  child.once("error", (error) => early.abort(error));
  child.once("close", (code, killed) => early.abort(new Error(`ended with ${code ?? killed}`)));
  const late = AbortSignal.timeout(readySeconds * 1000);
  try {
    await until(ready, AbortSignal.any([early.signal, late, signal]));
  } catch (error) {
    await endGroup(child, 1000);
    if (signal.aborted) throw signal.reason;
    const why = late.aborted ? `was not ready after ${readySeconds} s` : String((early.signal.reason ?? error).message);
    throw new Error(`${command} ${why}: ${readFileSync(path, "utf8").trim().slice(-1000)}`);
  }
  return { stop: () => endGroup(child, stopSeconds * 1000), kill: () => endGroup(child, 0) };
}
