import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRunning } from "./fake-system.js";

let folder: string;
let runner: ChildProcess;
let said = "";
let ended: Promise<number | string | null>;
const patience = { timeout: 60_000 };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "golden-pipeline-ended-"));
  said = "";
  const words = ["--import", "tsx", "test/scripts/services/children/fake-services.ts", folder, join(folder, "pid")];
  runner = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [runner.stdout, runner.stderr])
    stream?.on("data", (text: Buffer) => {
      said += text.toString();
    });
  ended = new Promise((resolve) => runner.once("close", (code, signal) => resolve(code ?? signal)));
  await expect.poll(() => existsSync(join(folder, "pid.test")) && pids().every(isRunning), patience).toBe(true);
});
afterEach(() => {
  runner.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const pids = (): readonly number[] =>
  ["pid", "pid.test"].map((name) => Number(readFileSync(join(folder, name), "utf8") || Number.NaN));

describe("nothing is left running", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("after %s, and the exit code says so", async (signal, code) => {
    const running = pids();
    runner.kill(signal);
    expect(await ended).toBe(code);
    expect(said).toContain(`ended by ${signal}`);
    await expect.poll(() => running.filter(isRunning), patience).toEqual([]);
  });

  it.runIf(existsSync("/usr/bin/setpriv"))("after the runner itself was killed by kill -9", async () => {
    const running = pids();
    runner.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    await expect.poll(() => running.filter(isRunning), patience).toEqual([]);
  });

  it("after the tests were killed, twice", async () => {
    for (let time = 0; time < 2; time++) {
      const [server, tests] = pids();
      process.kill(tests as number, "SIGKILL");
      await expect.poll(() => [server, tests].some((pid) => isRunning(pid as number)), patience).toBe(false);
      if (time === 0) await expect.poll(() => pids()[1] !== tests && pids().every(isRunning), patience).toBe(true);
    }
    expect(await ended).toBe(1);
    expect(said).toContain("0 passed, 1 failed, 0 skipped");
  });
});
