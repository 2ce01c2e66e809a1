import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startServer } from "../../../scripts/services/start-server.js";
import type { StartPlace, System } from "../../../scripts/services/system.js";

/** A system whose server is a process that writes its id to a file and waits; ready as soon as the file is there. */
export function fakeSystem(name: string, changes: Partial<System> & { readonly pidFile?: string } = {}): System {
  const { pidFile, ...rest } = changes;
  return {
    name,
    weight: "core",
    installSeconds: 20,
    seconds: 60,
    install: async () => undefined,
    start: (place) => startWaiting(place, pidFile),
    ...rest,
  };
}

/** @param code What the server does beside. */
export async function startWaiting({ folder, signal }: StartPlace, pidFile?: string, code = "") {
  const file = pidFile ?? join(folder, "pid");
  const program = `require("fs").writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000); ${code}`;
  writeFileSync(file, "");
  const ready = async () => readFileSync(file, "utf8") !== "";
  const options = {
    command: process.execPath,
    words: ["-e", program],
    folder,
    signal,
    readySeconds: 30,
    stopSeconds: 1,
  };
  const { stop } = await startServer({ ...options, ready });
  return { facts: { pid: Number(readFileSync(file, "utf8")), folder }, stop };
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
