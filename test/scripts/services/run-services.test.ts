import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NotInstalledError } from "../../../scripts/services/not-installed-error.js";
import { runServices } from "../../../scripts/services/run-services.js";
import { startServer } from "../../../scripts/services/start-server.js";
import type { Facts, System } from "../../../scripts/services/system.js";
import { fakeSystem, isRunning, startWaiting } from "./fake-system.js";

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "golden-pipeline-cache-"));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

const good = { passed: 3, failed: 0, output: "" };
const bad = { passed: 2, failed: 1, output: "what the tests said" };

async function runAll(
  systems: readonly System[],
  {
    words = [],
    outcomes = [],
    signal = new AbortController().signal,
    during = async () => undefined,
  }: {
    readonly words?: readonly string[];
    readonly outcomes?: readonly (typeof good)[];
    readonly signal?: AbortSignal;
    readonly during?: (facts: Facts, signal: AbortSignal) => Promise<unknown>;
  } = {},
) {
  const lines: string[] = [];
  const seen: Facts[] = [];
  const code = await runServices({
    systems,
    words,
    cache,
    signal,
    print: (line) => lines.push(line),
    async test(_, facts, { signal }) {
      seen.push(facts);
      expect(isRunning(Number(facts.pid))).toBe(true);
      await during(facts, signal);
      return outcomes[seen.length - 1] ?? good;
    },
  });
  for (const { pid, folder } of seen) {
    expect(isRunning(Number(pid)), "the server").toBe(false);
    expect(existsSync(String(folder)), "its data").toBe(false);
  }
  return { code, lines: lines.map((line) => line.replace(/ in \d+\.\d s/, " in N s")), seen };
}

describe("the runner of real systems", () => {
  it("gives each system a line and counts them in the last one", async () => {
    const absent = fakeSystem("absent", {
      async install() {
        throw new NotInstalledError("its registry does not answer");
      },
    });
    const { code, lines } = await runAll([fakeSystem("one"), absent, fakeSystem("large", { weight: "heavy" })]);
    expect(lines).toEqual([
      "one     passed: 3 tests in N s",
      "absent  skipped: its registry does not answer",
      "1 passed, 0 failed, 1 skipped",
    ]);
    expect(code).toBe(0);
  });

  it("runs heavy systems by name or with --all, and refuses names that it does not know", async () => {
    const systems = [fakeSystem("one"), fakeSystem("large", { weight: "heavy" })];
    expect((await runAll(systems, { words: ["large"] })).lines.at(0)).toBe("large  passed: 3 tests in N s");
    expect((await runAll(systems, { words: ["--all"] })).lines.at(-1)).toBe("2 passed, 0 failed, 0 skipped");
    await expect(runAll(systems, { words: ["larg"] })).rejects.toThrow("Expected names of one, large, got larg");
  });

  it("tries what fails once more on fresh data, tells both outcomes and fails", async () => {
    const { code, lines, seen } = await runAll([fakeSystem("one")], { outcomes: [bad, bad] });
    expect(lines).toEqual([
      "what the tests said\nwhat the tests said",
      "one  failed: first try failed: 1 of 3 tests failed; second try failed: 1 of 3 tests failed",
      "0 passed, 1 failed, 0 skipped",
    ]);
    expect(code).toBe(1);
    expect(new Set(seen.map(({ folder }) => folder)).size).toBe(2);
  });

  it("tells of the first try when the second one passes", async () => {
    const { code, lines } = await runAll([fakeSystem("one")], { outcomes: [bad, good] });
    expect(lines[1]).toBe("one  passed: first try failed: 1 of 3 tests failed; second try passed: 3 tests in N s");
    expect(code).toBe(0);
  });

  it("fails a system that ends before it is ready, with the end of its log, and one that never gets ready", async () => {
    const waiting = (code: string): System["start"] =>
      function start({ folder, signal }) {
        const options = { command: process.execPath, words: ["-e", code], folder, signal, readySeconds: 1 };
        return startServer({ ...options, ready: async () => false }).then(({ stop }) => ({ facts: {}, stop }));
      };
    const systems = [
      fakeSystem("ends", { start: waiting("console.error('no such option'); process.exitCode = 3") }),
      fakeSystem("hangs", { start: waiting("console.log('soon'); setInterval(() => {}, 1000)") }),
    ];
    systems.push({ ...(systems[1] as System), name: "slow", seconds: 0.5 });
    const { code, lines } = await runAll(systems);
    expect(lines[0]).toMatch(/ends {3}failed: first try failed: .*ended with 3: no such option; second try failed: .*/);
    expect(lines[1]).toMatch(/hangs {2}failed: first try failed: .*was not ready after 1 s: soon; second try .*/);
    expect(lines[2]).toMatch(/slow {3}failed: first try failed: was not done after 0.5 s; second try .*/);
    expect([code, lines.at(-1)]).toEqual([1, "0 passed, 3 failed, 0 skipped"]);
  });

  it("skips what takes too long to install, and fails what cannot be installed for another reason", async () => {
    const slow = fakeSystem("slow", {
      installSeconds: 0.2,
      install: ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    });
    const broken = fakeSystem("broken", {
      async install() {
        throw new Error("half an archive");
      },
    });
    expect((await runAll([slow, broken])).lines).toEqual([
      "slow    skipped: was not installed within 0.2 s",
      "broken  failed: could not be installed: half an archive",
      "0 passed, 1 failed, 1 skipped",
    ]);
  });

  it("ends tests that take too long", async () => {
    const during = (_: Facts, signal: AbortSignal) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const { lines } = await runAll([fakeSystem("one", { seconds: 3 })], { during });
    expect(lines[0]).toContain("first try failed: was not done after 3 s; second try failed: was not done after 3 s");
  });

  it("stops what is running when it is ended, and runs nothing more", async () => {
    const controller = new AbortController();
    const started: string[] = [];
    const systems = ["one", "two"].map((name) =>
      fakeSystem(name, {
        start(place) {
          started.push(name);
          return startWaiting(place);
        },
      }),
    );
    let pid = 0;
    const run = runAll(systems, {
      signal: controller.signal,
      async during(facts, signal) {
        pid = Number(facts.pid);
        controller.abort(new Error("enough"));
        signal.throwIfAborted();
      },
    });
    await expect(run).rejects.toThrow("enough");
    expect(started).toEqual(["one"]);
    expect(isRunning(pid)).toBe(false);
  });

  it("ends a server that does not listen, and what it has started itself", async () => {
    const child = `process.on("SIGTERM", () => {}); const { pid } = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); require("fs").writeFileSync("child", String(pid))`;
    let children: readonly string[] = [];
    const system = fakeSystem("one", {
      async start(place) {
        const running = await startWaiting(place, undefined, child);
        await expect.poll(() => readdirSync(place.folder)).toContain("child");
        children = [...children, readFileSync(join(place.folder, "child"), "utf8")];
        return running;
      },
    });
    await runAll([system]);
    await expect.poll(() => children.map((pid) => isRunning(Number(pid)))).toEqual([false]);
  });
});
