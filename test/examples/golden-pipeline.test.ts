import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Digest, readRun } from "../../src/core/index.js";
import { readLabels, readPredictions } from "../../src/feedback/index.js";
import { createRegistry } from "../../src/registry/index.js";
import { createFileStore } from "../../src/store/index.js";

// The whole loop on about two thousand of the real flights, each run in a process of its own.
const folder = mkdtempSync(join(tmpdir(), "golden-pipeline-loop-"));
const [unbroken, again, killed] = ["unbroken", "again", "killed"].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];

beforeAll(async () => {
  await finish(unbroken);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the main job", () => {
  it("gives the same bytes twice with the same seed", async () => {
    await finish(again);
    const files = filesOf(unbroken);
    expect(files.length).toBeGreaterThan(200);
    expect(filesOf(again)).toEqual(files);
    const different = files.filter(
      (file) => !readFileSync(join(unbroken, file)).equals(readFileSync(join(again, file))),
    );
    expect(different).toEqual([]);
  }, 120_000);

  it("killed with -9 at several moments, ends with the same dataset, features and models as an unbroken run", async () => {
    for (const runs of [2, 5, 9]) {
      const child = start(killed);
      const exit = new Promise<string | null>((resolve) => child.once("exit", (_, signal) => resolve(signal)));
      await begun(killed, runs);
      child.kill("SIGKILL");
      expect(await exit).toBe("SIGKILL");
    }
    await finish(killed);
    expect(await versionsOf(killed)).toEqual(await versionsOf(unbroken));
  }, 240_000);

  it("run again when it is finished, does nothing a second time", async () => {
    const before = await versionsOf(unbroken);
    await finish(unbroken);
    expect(await versionsOf(unbroken)).toEqual(before);
  }, 120_000);

  it("keeps a corrupted feed out: every broken request waits in quarantine, with its reason", async () => {
    const directory = join(folder, "feed");
    await finish(directory, "--sabotage", "feed");
    const { dataset } = await versionsOf(directory);
    expect(dataset.quarantined).toMatchObject({
      "origin length": expect.any(Number),
      "date type": expect.any(Number),
      "distance at-least": expect.any(Number),
    });
  }, 120_000);

  it("gives the same live answers with a hanging shadow as without", async () => {
    const directory = join(folder, "slow-shadow");
    await finish(directory, "--sabotage", "slow-shadow");
    const [alone, shadowed] = [await liveAnswers(unbroken), await liveAnswers(directory)];
    expect(alone.length).toBeGreaterThan(300);
    expect(shadowed).toEqual(alone);
  }, 120_000);

  it("corrects impossible delays by people, and the next dataset names their labels", async () => {
    const { dataset } = await versionsOf(unbroken);
    const corrections: string[] = [];
    for await (const { id, actor } of readLabels(createFileStore(unbroken), "late-flights/2001-02/attempt-1"))
      if (actor === "dispatcher") corrections.push(id);
    expect(corrections.length).toBeGreaterThan(0);
    expect(dataset.labels).toEqual(expect.arrayContaining(corrections));
    expect(dataset.quarantined).toHaveProperty("rule is not a day off by the clock");
  });
});

/** February's answers to passengers. */
async function liveAnswers(directory: string): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for await (const { key, arm, output, decision, version } of readPredictions(
    createFileStore(directory),
    "late-flights/2001-02/attempt-1",
  ))
    if (arm !== "shadow") answers.push({ key, arm, output, decision, version });
  return answers;
}

function start(directory: string, ...more: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    ["--import", "tsx", "examples/golden-pipeline.ts", "--rows", "2000", "--directory", directory, ...more],
    { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, GIT_COMMIT: "0".repeat(40) } },
  );
}

async function finish(directory: string, ...more: readonly string[]): Promise<void> {
  const child = start(directory, ...more);
  let errors = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    errors += bytes;
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`the main job ended with ${code}: ${errors}`);
}

/** Resolves when the runner has begun so many runs. */
async function begun(directory: string, runs: number): Promise<void> {
  const logs = join(directory, "logs/runs");
  while (!existsSync(logs) || readdirSync(logs).length < runs) await new Promise((resolve) => setTimeout(resolve, 5));
}

function filesOf(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}

interface DatasetManifest {
  readonly version: string;
  readonly lineage: { readonly labels: readonly string[]; readonly quarantined: { readonly reasons: object } };
}

async function versionsOf(directory: string) {
  const store = createFileStore(directory);
  const registry = createRegistry({ store });
  const champion = await registry.get("late-flights@champion");
  const models = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((number) => registry.get(`late-flights@${number}`)));
  const { output } = await readRun(store, "2001-06-data");
  const manifest = JSON.parse(new TextDecoder().decode(await store.blobs.get(output as Digest))) as DatasetManifest;
  return {
    champion: champion.id,
    history: (await registry.history("late-flights")).map(({ summary }) => summary),
    models: models.map(({ manifest: { model, features, data } }) => ({ model, features, data })),
    dataset: {
      version: manifest.version,
      labels: manifest.lineage.labels,
      quarantined: manifest.lineage.quarantined.reasons,
    },
  };
}
