import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { existsSync } from "node:fs";

const boundToParent = process.platform === "linux" && existsSync("/usr/bin/setpriv");

/**
 * Starts a command in a process group of its own, so that all it starts can be ended at once. Where the machine can do it, the kernel ends the
 * command when this process dies, however it dies.
 */
export function spawnBound(command: string, words: readonly string[], options: SpawnOptions): ChildProcess {
  const [program, ...all] = boundToParent
    ? ["/usr/bin/setpriv", "--pdeathsig", "KILL", "--", command, ...words]
    : [command, ...words];
  return spawn(program, all, { ...options, detached: true });
}

/** Ends a process group: asks first, after `grace` milliseconds it kills; with 0 it kills at once. Resolves when its first process has ended. */
export async function endGroup(child: ChildProcess, grace: number): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  const ended = running() ? new Promise<void>((resolve) => child.once("close", () => resolve())) : Promise.resolve();
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-pid, name);
    } catch {
      // Nobody of the group is left.
    }
  };
  if (running()) signal(grace === 0 ? "SIGKILL" : "SIGTERM");
  const timer = setTimeout(() => signal("SIGKILL"), grace);
  await ended;
  clearTimeout(timer);
  signal("SIGKILL"); // What the first process has left behind.
}
