import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DBOS, DBOSClient } from "@dbos-inc/dbos-sdk";
import { createMemoryStore, createRunner, type Run, type Store } from "golden-pipeline";
import { dbosExecutor, dbosRuns, takeOverDbosWork } from "golden-pipeline/adapters/dbos";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { cacheFolder } from "../../../scripts/services/cache-folder.js";
import { freePort } from "../../../scripts/services/free-port.js";
import { startPostgres } from "../../../scripts/services/systems/postgres.js";
import { type Child, startChild } from "../../store/children/start-child.js";
import { factsOf } from "../facts-of.js";
import { countedStages, countedTraining, servicesIn, weatherRows } from "./children/counted-training.js";
import { openStore } from "./open-store.js";

const facts = factsOf("dbos");
const { text } = facts;
const url = `postgres://${text("user")}:${text("password")}@${text("host")}:${text("port")}/dbos_tests`;
process.env.GIT_COMMIT = "0123abc"; // the same in all processes, whatever is being edited

const folder = mkdtempSync(join(tmpdir(), "golden-pipeline-dbos-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Processes that are the first of all must not be two: both would make DBOS's tables, and one fails.
beforeAll(() => DBOS.migrate(url));

let options: { readonly runId: string; readonly seed: number };
let application: string;
let file: string;
let store: Store;
let client: DBOSClient;
let tests = 0;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
  application = `app_${++tests}`;
  options = { runId: `run-${tests}`, seed: 7 };
  file = join(folder, application);
  writeFileSync(file, "");
  const opened = openStore(url, application);
  store = opened.store;
  client = await DBOSClient.create({ systemDatabaseUrl: url, applicationName: application });
  ends.push(opened.close, () => client.destroy());
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function startWorker(executorID: string, hold = "", database = url): Promise<Child> {
  const words = [database, application, executorID, file, hold];
  const child = startChild("../../services/dbos/children/worker.ts", words);
  ends.push(async () => {
    child.process.kill("SIGKILL");
    await child.ended;
  });
  const ready = expect.poll(() => child.lines.includes("ready"), { timeout: 50_000 }).toBe(true);
  const ended = child.ended.then((how) => Promise.reject(new Error(`worker ${executorID} ended with ${how}`)));
  ended.catch(() => undefined);
  await Promise.race([ready, ended]);
  return child;
}

const notes = (): string[] => readFileSync(file, "utf8").trim().split("\n");
const beginningOf = (stage: string) => notes().find((line) => line.endsWith(` begin ${stage}`));

/** Waits until some worker is in the midst of the stage, and tells which. */
async function workerAt(stage: string): Promise<string> {
  await expect.poll(() => beginningOf(stage), { timeout: 50_000 }).toBeDefined();
  return beginningOf(stage)?.split(" ")[0] ?? "";
}

async function undisturbed(): Promise<Run<unknown>> {
  const alone = createMemoryStore();
  const runner = createRunner({ store: alone, services: servicesIn(alone) });
  return runner.run(countedTraining(join(folder, "alone")), weatherRows(), options);
}

/** The same versions and digests as in one process, and every effect once. */
async function expectSame({ output, record }: Run<unknown>, begunTwice: string): Promise<void> {
  const alone = await undisturbed();
  expect(output).toEqual(alone.output); // the manifest: versions of datasets and model, evidence, metrics
  const digests = (run: Run<unknown>) => run.record.stages.map(({ path, output }) => [path, output]);
  expect(digests({ output, record })).toEqual(digests(alone));
  for (const stage of countedStages) {
    const count = (what: string) => notes().filter((line) => line.endsWith(` ${what} ${stage}`)).length;
    expect([stage, count("begin"), count("effect")]).toEqual([stage, stage === begunTwice ? 2 : 1, 1]);
  }
}

it("of two workers that start together one is killed by kill -9 in mid-training, and the other takes over", async () => {
  const names = ["left", "right"];
  const started = await Promise.all(names.map((name) => startWorker(name, "fit")));
  const running = dbosRuns({ dbos: client, store, queue: application }).run(
    countedTraining(file),
    weatherRows(),
    options,
  );
  running.catch(() => undefined);
  const executorID = await workerAt("fit");
  const killed = started[names.indexOf(executorID)];
  killed?.process.kill("SIGKILL");
  expect(await killed?.ended).toBe("SIGKILL");
  expect(await takeOverDbosWork({ dbos: client, executorID, queue: application })).toBeGreaterThan(0);
  await expectSame(await running, "fit");
  const worker = (line: string) =>
    notes()
      .find((note) => note.endsWith(line))
      ?.split(" ")[0];
  expect(worker(" effect fit")).toBe(names.find((name) => name !== executorID));
}, 120_000);

it("a worker alone, which also drives the run, is killed, and its successor of the same name goes on by itself", async () => {
  const killed = await startWorker("solo", "look-valid");
  const running = dbosRuns({ dbos: client, store, queue: application }).run(
    countedTraining(file),
    weatherRows(),
    options,
  );
  running.catch(() => undefined);
  await workerAt("look-valid");
  killed.process.kill("SIGKILL");
  await killed.ended;
  await startWorker("solo", "look-valid");
  await expectSame(await running, "look-valid");
}, 120_000);

it("a worker that only stood still, and was taken for dead, does not disturb who has its run and its stage now", async () => {
  const still = await startWorker("still", "look-valid");
  const running = dbosRuns({ dbos: client, store, queue: application }).run(
    countedTraining(file),
    weatherRows(),
    options,
  );
  running.catch(() => undefined);
  await workerAt("look-valid");
  still.process.kill("SIGSTOP");
  await startWorker("next", "look-valid");
  expect(await takeOverDbosWork({ dbos: client, executorID: "still", queue: application })).toBe(2);
  still.process.kill("SIGCONT");
  await expectSame(await running, "look-valid");
  expect(still.process.exitCode).toBe(null);
  const left = (await client.listWorkflows({ applicationName: [application] })).filter(
    ({ status }) => status !== "SUCCESS",
  );
  expect(left).toEqual([]);
}, 120_000);

it("a runner in this process gives its stages to workers, and goes on after the one at work was killed", async () => {
  const killed = await startWorker("first", "look-judged");
  const executor = dbosExecutor({ dbos: client, queue: application });
  const runner = createRunner({ store, executor, services: servicesIn(store) });
  const here = join(folder, "driver");
  const running = runner.run(countedTraining(here), weatherRows(), options);
  running.catch(() => undefined);
  await workerAt("look-judged");
  killed.process.kill("SIGKILL");
  await killed.ended;
  await startWorker("second", "look-judged");
  expect(await takeOverDbosWork({ dbos: client, executorID: "first", queue: application })).toBe(1);
  await expectSame(await running, "look-judged");
  expect(() => readFileSync(here)).toThrow(/ENOENT/); // nothing was done here
}, 120_000);

it("a database that is gone while a stage is at work is waited for", async () => {
  // A server of its own, which is killed as a machine that loses power, and started again on its data.
  const place = { cache: cacheFolder(), folder: join(text("folder"), "own"), signal: new AbortController().signal };
  mkdirSync(place.folder);
  const port = await freePort();
  let server = await startPostgres(place, port);
  ends.push(() => server.stop());
  const own = url.replace(`:${text("port")}/`, `:${port}/`);
  await DBOS.migrate(own);
  const worker = await startWorker("steady", "look-valid 15000", own);
  const opened = openStore(own, application);
  const asking = await DBOSClient.create({ systemDatabaseUrl: own, applicationName: application });
  ends.push(opened.close, () => asking.destroy());
  const runs = dbosRuns({ dbos: asking, store: opened.store, queue: application });
  const running = runs.run(countedTraining(file), weatherRows(), options);
  running.catch(() => undefined);
  await workerAt("look-valid");
  await server.kill();
  server = await startPostgres(place, port);
  await expectSame(await running, "");
  expect(worker.process.exitCode).toBe(null);
}, 120_000);
