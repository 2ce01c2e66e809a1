import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createPredictionLog } from "golden-pipeline/feedback";
import { createFileStore } from "golden-pipeline/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPredictionOf } from "../../src/testing/prediction-of.js";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const command = ["--import", loader, main];

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "golden-pipeline-cli-process-"));
  const store = createFileStore(directory, { durability: "process" });
  const log = await createPredictionLog({ store, name: "late" });
  for (let row = 0; row < 5000; row++)
    log.write(newPredictionOf(`k${row}`, { eventTime: row, row: { padding: "x".repeat(200) } }));
  await log.close();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

function run(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...command, ...argv],
      { env: { ...process.env, ...environment }, maxBuffer: 1e8 },
      (_, out, errors) => resolve({ code: child.exitCode, out, errors }),
    );
  });
}

/** As `… | head -c 1`: reads a little and goes away. */
function readALittle(argv: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...command, ...argv], { stdio: ["ignore", "pipe", "pipe"] });
    let [out, errors] = ["", ""];
    child.stderr.on("data", (data: Buffer) => {
      errors += data.toString();
    });
    child.stdout.once("data", (data: Buffer) => {
      out = data.toString();
      child.stdout.destroy();
    });
    child.on("close", (code) => resolve({ code, out, errors }));
  });
}

describe("golden-pipeline as a process", () => {
  it("gives its version, its exit codes, and colours only to terminals", async () => {
    const [version, fine, wrong] = await Promise.all([
      run(["--version"]),
      run(["fsck", directory], { FORCE_COLOR: "1" }),
      run(["fsck", join(directory, "nowhere")]),
    ]);
    expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), errors: "" });
    expect(fine).toEqual({ code: 0, out: "Nothing is damaged.\n", errors: "" });
    expect(wrong).toEqual({
      code: 2,
      out: "",
      errors: `golden-pipeline: there is no directory ${join(directory, "nowhere")}\n`,
    });
  });

  it("ends quietly when its reader goes away, and writes all of it to one that stays", async () => {
    const [left, stayed] = await Promise.all([
      readALittle(["predictions", directory, "late"]),
      run(["predictions", directory, "late"]),
    ]);
    expect([left.code, left.errors]).toEqual([0, ""]);
    expect(left.out.length).toBeGreaterThan(0);
    expect(stayed.out.trim().split("\n")).toHaveLength(5000);
    expect(stayed.code).toBe(0);
  });
});
