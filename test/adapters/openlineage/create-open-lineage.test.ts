import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMemoryStore, createRunner, createSimulatedClock, defineStage, type Logger } from "golden-pipeline";
import { createOpenLineage } from "golden-pipeline/adapters/openlineage";
import { ServiceError } from "golden-pipeline/ports";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type FakeLineageService, startFakeLineageService } from "./fake-lineage-service.js";

const doubles = defineStage({ id: "acme/doubles", version: "1.0.0", run: (input: number) => input * 2 });
const open: FakeLineageService[] = [];

async function serviceOf(options?: { readonly key: string }): Promise<FakeLineageService> {
  const service = await startFakeLineageService(options);
  open.push(service);
  return service;
}

afterEach(async () => {
  for (const service of open.splice(0)) await service.close();
});

/** A clock whose sleeps are over at once, and are remembered. */
function hastyClock() {
  const slept: number[] = [];
  const clock = createSimulatedClock(0);
  return { slept, clock: { ...clock, sleep: async (milliseconds: number) => void slept.push(milliseconds) } };
}

describe("a lineage service", () => {
  it("is told of a run's start and end while the runner works", async () => {
    const service = await serviceOf();
    const store = createMemoryStore();
    const lineage = createOpenLineage({ store, namespace: "acme", url: service.url });
    const runner = createRunner({ store });
    const stop = lineage.follow(runner);
    expect((await runner.run(doubles, 2, { runId: "one" })).output).toBe(4);
    await lineage.flush();
    expect(service.events.map(({ eventType }) => eventType)).toEqual(["START", "START", "COMPLETE"]);
    expect(new Set(service.events.map(({ run }) => run.runId)).size).toBe(1);
    stop();
    await runner.run(doubles, 2, { runId: "two" });
    await lineage.flush();
    expect(service.events).toHaveLength(3);
  });

  it("that is away costs a run nothing; what was lost is counted and told, and can be sent later", async () => {
    const warn = vi.fn<Logger["warn"]>();
    const store = createMemoryStore();
    const { clock, slept } = hastyClock();
    const log = { debug: vi.fn(), info: vi.fn(), warn, error: vi.fn() };
    const away = createOpenLineage({ store, namespace: "acme", url: "http://127.0.0.1:9", log, clock, attempts: 3 });
    const runner = createRunner({ store });
    away.follow(runner);
    expect((await runner.run(doubles, 2, { runId: "one" })).output).toBe(4);
    await away.flush();
    expect(away.lost).toBe(2);
    expect(slept).toEqual([1000, 2000, 1000, 2000]);
    expect(warn).toHaveBeenCalledTimes(2);
    const service = await serviceOf();
    const back = createOpenLineage({ store, namespace: "acme", url: service.url });
    await back.send("one");
    expect(service.events.map(({ eventType }) => eventType)).toEqual(["START", "COMPLETE"]);
  });

  it("that is busy gets the event again, one that refuses does not", async () => {
    const service = await serviceOf();
    const store = createMemoryStore();
    await createRunner({ store }).run(doubles, 2, { runId: "one" });
    const { clock, slept } = hastyClock();
    const lineage = createOpenLineage({ store, namespace: "acme", url: service.url, clock });
    service.fail(503, 429);
    await lineage.send("one");
    expect(service.events).toHaveLength(2);
    expect(slept).toEqual([1000, 2000]);
    service.fail(400);
    await expect(lineage.send("one")).rejects.toThrow(ServiceError);
    expect(service.events).toHaveLength(2);
  });

  it("that wants another key says so without the key in the message, also when it repeats it", async () => {
    const service = await serviceOf({ key: "right-key" });
    const store = createMemoryStore();
    await createRunner({ store }).run(doubles, 2, { runId: "one" });
    const tried = (key: string) =>
      createOpenLineage({ store, namespace: "acme", url: service.url, headers: { authorization: `Bearer ${key}` } });
    await tried("right-key").send("one");
    const error: unknown = await tried("wrong-secret-key")
      .send("one")
      .catch((thrown: unknown) => thrown);
    if (!ServiceError.isInstance(error)) throw error;
    expect(error).toMatchObject({ status: 401, retryable: false });
    expect(error.message).toContain("who is");
    expect(error.message).not.toContain("wrong-secret-key");
  });

  it("that never answers holds up neither runs nor memory: what is too much to wait is lost", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const store = createMemoryStore();
    const lineage = createOpenLineage({
      ...{ store, namespace: "acme", url, maximumWaiting: 3, attempts: 1 },
      timeoutMilliseconds: 50,
    });
    const runner = createRunner({ store });
    lineage.follow(runner);
    for (let run = 0; run < 10; run++) await runner.run(doubles, run, { runId: `run-${run}` });
    await lineage.flush();
    expect(lineage.lost).toBe(20);
    silent.closeAllConnections();
    silent.close();
  });
});
