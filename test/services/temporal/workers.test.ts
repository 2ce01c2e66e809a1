import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, Connection } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime } from "@temporalio/worker";
import { createMemoryStore, createRunner, defineStage, pipeline, type Run, type Store } from "golden-pipeline";
import { temporalExecutor, temporalRuns, temporalWorker } from "golden-pipeline/adapters/temporal";
import { createFileStore } from "golden-pipeline/store";
import { executorCheckPipeline, executorChecks } from "golden-pipeline/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cacheFolder } from "../../../scripts/services/cache-folder.js";
import { freePort } from "../../../scripts/services/free-port.js";
import { startTemporal } from "../../../scripts/services/systems/temporal.js";
import { type Child, startChild } from "../../store/children/start-child.js";
import { countedStages, countedTraining, servicesIn, weatherRows } from "../dbos/children/counted-training.js";
import { factsOf } from "../facts-of.js";

const facts = factsOf("temporal");
const { text } = facts;
const address = text("address");
process.env.GIT_COMMIT = "0123abc"; // the same in all processes, whatever is being edited
const heartbeatMilliseconds = 4000; // above what this training computes without a pause

const folder = mkdtempSync(join(tmpdir(), "golden-pipeline-temporal-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let connection: Connection;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger("ERROR"), shutdownSignals: [] });
  connection = await Connection.connect({ address });
});
afterAll(() => connection.close());

let options: { readonly runId: string; readonly seed: number };
let queue: string;
let file: string;
let storeFolder: string;
let store: Store;
let tests = 0;
const ends: (() => unknown)[] = [];
beforeEach(() => {
  queue = `queue-${++tests}`;
  options = { runId: `run-${tests}`, seed: 7 };
  file = join(folder, queue);
  storeFolder = join(folder, `store-${tests}`);
  writeFileSync(file, "");
  store = createFileStore(storeFolder);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function startWorker(name: string, hold = "", at = address): Promise<Child> {
  const child = startChild("../../services/temporal/children/worker.ts", [at, queue, name, storeFolder, file, hold]);
  ends.push(async () => {
    child.process.kill("SIGKILL");
    await child.ended;
  });
  const ready = expect.poll(() => child.lines.includes("ready"), { timeout: 110_000 }).toBe(true);
  const ended = child.ended.then((how) => Promise.reject(new Error(`worker ${name} ended with ${how}`)));
  ended.catch(() => undefined);
  await Promise.race([ready, ended]);
  return child;
}

const notes = (): string[] => readFileSync(file, "utf8").trim().split("\n");
const workerOf = (end: string) =>
  notes()
    .find((line) => line.endsWith(end))
    ?.split(" ")[0];

/** Waits until some worker is in the midst of the stage, and tells which. */
async function workerAt(stage: string): Promise<string> {
  await expect.poll(() => workerOf(` begin ${stage}`), { timeout: 110_000 }).toBeDefined();
  return workerOf(` begin ${stage}`) ?? "";
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

const runsAt = (temporal: Client) => temporalRuns({ temporal, store, queue, heartbeatMilliseconds });

it("of two workers that start together one is killed by kill -9 in mid-training, and the other takes over", async () => {
  const names = ["left", "right"];
  const started = await Promise.all(names.map((name) => startWorker(name, "fit")));
  const running = runsAt(new Client({ connection })).run(countedTraining(file), weatherRows(), options);
  running.catch(() => undefined);
  const name = await workerAt("fit");
  const killed = started[names.indexOf(name)];
  killed?.process.kill("SIGKILL");
  expect(await killed?.ended).toBe("SIGKILL");
  await expectSame(await running, "fit");
  expect(workerOf(" effect fit")).toBe(names.find((other) => other !== name));
}, 240_000);

it("a worker alone, which also drives the run, is killed, and one that starts afterwards goes on", async () => {
  const killed = await startWorker("first", "look-valid");
  const running = runsAt(new Client({ connection })).run(countedTraining(file), weatherRows(), options);
  running.catch(() => undefined);
  await workerAt("look-valid");
  killed.process.kill("SIGKILL");
  await killed.ended;
  await startWorker("second", "look-valid");
  await expectSame(await running, "look-valid");
}, 240_000);

it("a runner in this process gives its stages to workers, and goes on after the one at work was killed", async () => {
  const killed = await startWorker("first", "look-judged");
  const executor = temporalExecutor({ temporal: new Client({ connection }), queue, heartbeatMilliseconds });
  const runner = createRunner({ store, executor, services: servicesIn(store) });
  const here = join(folder, "driver");
  const running = runner.run(countedTraining(here), weatherRows(), options);
  running.catch(() => undefined);
  await workerAt("look-judged");
  killed.process.kill("SIGKILL");
  await killed.ended;
  await startWorker("second", "look-judged");
  await expectSame(await running, "look-judged");
  expect(() => readFileSync(here)).toThrow(/ENOENT/); // nothing was done here
}, 240_000);

it("a run that is aborted is cancelled down to the stage at work, and goes on when it is asked for again", async () => {
  const store = createMemoryStore();
  let begun = () => {};
  const atWork = new Promise<void>((resolve) => {
    begun = resolve;
  });
  let reason: unknown;
  const wait = defineStage({
    id: "wait",
    version: "1.0.0",
    run: (value: number, { signal }) => {
      if (reason !== undefined) return value * 2;
      begun();
      return new Promise<number>((_, reject) => {
        signal.addEventListener("abort", () => {
          reason = signal.reason;
          reject(signal.reason);
        });
      });
    },
  });
  const waiting = pipeline("waiting", wait);
  const temporal = await NativeConnection.connect({ address });
  const worker = temporalWorker({ temporal, store, pipelines: [waiting], queue, pollMilliseconds: 100 });
  await worker.start();
  ends.push(
    () => temporal.close(),
    () => worker.stop(),
  );
  const runs = temporalRuns({ temporal: new Client({ connection }), store, queue });
  const stop = new AbortController();
  const running = runs.run(waiting, 2, { ...options, signal: stop.signal });
  running.catch(() => undefined);
  await atWork;
  stop.abort(new Error("enough"));
  await expect(running).rejects.toThrow("enough");
  await expect.poll(() => reason, { timeout: 50_000 }).toMatchObject({ name: "StateError" });
  const handle = new Client({ connection }).workflow.getHandle(options.runId);
  await expect.poll(async () => (await handle.describe()).status.name, { timeout: 50_000 }).toBe("CANCELLED");
  expect((await runs.run(waiting, 2, options)).output).toBe(4);
}, 240_000);

it("a server that is killed while a stage is at work and comes back is waited for", async () => {
  const place = { cache: cacheFolder(), folder: join(text("folder"), "own"), signal: new AbortController().signal };
  mkdirSync(place.folder);
  const port = await freePort();
  let server = await startTemporal(place, port);
  ends.push(() => server.stop());
  const worker = await startWorker("steady", "look-valid 15000", `127.0.0.1:${port}`);
  const own = await Connection.connect({ address: `127.0.0.1:${port}` });
  ends.push(() => own.close());
  const runs = temporalRuns({ temporal: new Client({ connection: own }), store, queue });
  const running = runs.run(countedTraining(file), weatherRows(), options);
  running.catch(() => undefined);
  await workerAt("look-valid");
  await server.kill();
  server = await startTemporal(place, port);
  await expectSame(await running, "");
  expect(worker.process.exitCode).toBe(null);
}, 240_000);

it("a server that is gone for good is a ServiceError, and nothing of the run is lost", async () => {
  const place = { cache: cacheFolder(), folder: join(text("folder"), "gone"), signal: new AbortController().signal };
  mkdirSync(place.folder);
  const port = await freePort();
  const server = await startTemporal(place, port);
  ends.push(() => server.stop());
  const own = await Connection.connect({ address: `127.0.0.1:${port}` });
  ends.push(() => own.close());
  await server.kill();
  const executor = temporalExecutor({ temporal: new Client({ connection: own }), queue });
  const services = servicesIn(store);
  const failed: unknown = await createRunner({ store, executor, services })
    .run(countedTraining(file), weatherRows(), options)
    .catch((error: unknown) => error);
  expect(failed).toMatchObject({ name: "ServiceError", place: "temporal", retryable: true });
  const here = await createRunner({ store, services }).run(countedTraining(file), weatherRows(), options);
  await expectSame(here, "");
}, 240_000);

describe("the executor of Temporal", () => {
  const shared = createMemoryStore();
  let stop: () => Promise<void> = async () => undefined;
  beforeAll(async () => {
    const temporal = await NativeConnection.connect({ address });
    const worker = temporalWorker({ temporal, store: shared, pipelines: [executorCheckPipeline], queue: "checks" });
    await worker.start();
    stop = async () => {
      await worker.stop();
      await temporal.close();
    };
  }, 120_000);
  afterAll(() => stop());
  const create = async () => ({
    executor: temporalExecutor({ temporal: new Client({ connection }), queue: "checks" }),
    store: shared,
    close: async () => undefined,
  });
  for (const { name, run } of executorChecks(create)) it(name, run);
});
