import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore, createRunner, readRun } from "golden-pipeline";
import { createFileStore } from "golden-pipeline/store";
import { afterEach, expect, it } from "vitest";
import { countedPipeline } from "./children/counted-pipeline.js";
import { workerExecutor } from "./children/worker-executor.js";

const directory = mkdtempSync(join(tmpdir(), "golden-pipeline-executor-"));
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  rmSync(directory, { recursive: true, force: true });
});

const linesOf = (file: string): string[] => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []);

it("goes on in another worker when one is killed in mid-stage: each effect once, and the digest of an undisturbed run", async () => {
  const file = join(directory, "effects");
  const shared = join(directory, "store");
  const executor = workerExecutor([shared, file, "5000"]);
  ends.push(() => executor.close());
  const store = await createFileStore(shared);
  const runner = createRunner({ store, executor });
  // In the driver the pipeline never runs: had it run there, its effects would stand in this other file.
  const here = join(directory, "driver");
  const running = runner.run(countedPipeline(here, 0), 5, { runId: "r", seed: 11 });

  await expect.poll(() => linesOf(file).includes("begin slow"), { timeout: 60_000 }).toBe(true);
  const quick = async () => (await readRun(store, "r")).stages.find(({ path }) => path === "parallel>quick")?.status;
  await expect.poll(quick, { timeout: 60_000 }).toBe("succeeded");
  executor.workers[0]?.kill("SIGKILL");
  const { output, record } = await running;

  const lines = linesOf(file);
  for (const stage of ["fill", "slow", "quick", "join"])
    expect([stage, lines.filter((line) => line === `effect ${stage}`).length]).toEqual([stage, 1]);
  expect(lines.filter((line) => line === "begin slow").length).toBe(2);
  expect(executor.workers.length).toBe(2);
  expect(existsSync(here)).toBe(false);

  const undisturbed = await createRunner({ store: createMemoryStore() }).run(countedPipeline(here, 0), 5, {
    runId: "r",
    seed: 11,
  });
  expect(record.output).toBe(undisturbed.record.output);
  expect(output).toEqual(undisturbed.output);
  expect((await readRun(store, "r")).status).toBe("succeeded");
});
