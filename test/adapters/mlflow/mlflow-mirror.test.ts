import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { createMemoryStore, MissingError, type Store } from "golden-pipeline";
import { createMlflowMirror, mlflowModels } from "golden-pipeline/adapters/mlflow";
import { createMemoryRegistryMirror } from "golden-pipeline/ports";
import { createRegistry, type Registry } from "golden-pipeline/registry";
import { registryMirrorChecks } from "golden-pipeline/testing";
import { describe, expect, it, vi } from "vitest";
import { exampleManifest } from "../../../src/testing/example-version.js";
import { promoteBeside } from "../../../src/testing/registry/checked-registry.js";
import { serviceFailure } from "../service-failure.js";
import { startFakeMlflow } from "./fake-mlflow.js";
import { Refusal } from "./fake-refusals.js";
import { readMirror } from "./read-mirror.js";

const experiment = "late-flights";

/** A registry with versions 1 and 2 of `late`, the first of them champion. */
async function filled(): Promise<{ readonly store: Store; readonly registry: Registry }> {
  const store = createMemoryStore();
  const registry = createRegistry({ store });
  for (const seed of [1, 2]) await registry.register(await exampleManifest(store, seed));
  await promoteBeside(registry, 1);
  return { store, registry };
}

function quietly() {
  const told: { readonly fields: object; readonly message: string }[] = [];
  const note = (fields: object, message: string): void => void told.push({ fields, message });
  return { told, log: { debug: note, info: note, warn: note, error: note } };
}

describe("the mirror in MLflow", () => {
  for (const { name, run } of registryMirrorChecks(async (registry) => {
    const { url, close } = await startFakeMlflow();
    const open = () => createMlflowMirror({ url, experiment, registry });
    const read = async (model: string) => {
      const { versions, aliases, count } = await readMirror(url, model);
      expect(count).toBe(Object.keys(versions).length);
      return { versions, aliases };
    };
    return { mirror: open(), read, reopen: async () => open(), close };
  }))
    it(name, run);

  it("tells what a version was made of, what its gate said, and what became of it", async () => {
    const { url, close, models, runs, files } = await startFakeMlflow();
    const { store, registry } = await filled();
    const { changes } = await createMlflowMirror({ url, experiment, registry }).sync("late");
    expect(changes).toEqual([
      "late@1 registered, as version 1",
      "late@2 registered, as version 2",
      "late@1 promoted: the first champion, its gate passed",
      "champion moved to version 1",
    ]);
    const version = models.get("late")?.versions.get("1");
    const { digest, manifest } = await registry.get("late@1");
    expect(Object.fromEntries(version?.tags ?? [])).toMatchObject({
      "golden_pipeline.version": "late@1",
      "golden_pipeline.manifest": digest,
      "golden_pipeline.sequence": "1",
      "golden_pipeline.dataset.train": "dataset-0",
      "golden_pipeline.dataset.test": "dataset-1",
      "golden_pipeline.features": manifest.features?.fingerprint,
      "golden_pipeline.git.commit": "0123abc",
      "golden_pipeline.git.dirty": "false",
      "golden_pipeline.gate": "pass",
      "golden_pipeline.gate.rules": "log loss: 0.4, at most 0.5",
      "golden_pipeline.event.3": expect.stringContaining("late@1 promoted: the first champion"),
    });
    const run = [...runs.values()].find(({ info }) => info.run_id === version?.runId);
    expect([run?.tags.get("golden_pipeline.run_id"), run?.info.status]).toEqual(["run-1", "FINISHED"]);
    const folder = version?.source.replace("mlflow-artifacts:/", "");
    expect(new Uint8Array(files.get(`${folder}/model.bin`) ?? [])).toEqual(await store.blobs.get(manifest.model));
    await close();
  });

  it("asks twice for what stands already, however long the history", async () => {
    const { url, close, calls } = await startFakeMlflow();
    const { registry } = await filled();
    const mirror = createMlflowMirror({ url, experiment, registry });
    await mirror.sync("late");
    const before = calls.length;
    await mirror.sync("late");
    expect(calls.slice(before).map(({ path }) => path)).toEqual(["registered-models/get", "model-versions/search"]);
    await close();
  });

  it("goes on after it was killed in the middle of any call", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    await registry.register(await exampleManifest(store, 1));
    await promoteBeside(registry, 1);
    const whole = await startFakeMlflow();
    await createMlflowMirror({ url: whole.url, experiment, registry }).sync("late");
    const wanted = await readMirror(whole.url, "late");
    await whole.close();
    for (let allowed = 0, done = false; !done; allowed++) {
      let left = allowed;
      let isBusy = true;
      const fake = await startFakeMlflow({ fails: () => (isBusy && left-- <= 0 ? 400 : undefined) });
      const open = () => createMlflowMirror({ url: fake.url, experiment, registry });
      done = await open()
        .sync("late")
        .then(
          () => true,
          () => false,
        );
      isBusy = false;
      const { foreign } = await open().sync("late");
      expect([foreign, await readMirror(fake.url, "late"), allowed]).toEqual([[], wanted, allowed]);
      await fake.close();
    }
  });

  it("whatever happened, and wherever it was cut off, holds in the end what a mirror in memory holds", async () => {
    const number = fc.integer({ min: 1, max: 3 });
    const deed = fc.oneof(
      fc.record({ deed: fc.constant("register" as const), number }),
      fc.record({ deed: fc.constant("promote" as const), number }),
      fc.record({ deed: fc.constant("alias" as const), number }),
      fc.record({ deed: fc.constant("rollback" as const), number }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(deed, fc.nat({ max: 12 })), { maxLength: 5 }), async (deeds) => {
        let left = Number.POSITIVE_INFINITY;
        const { url, close } = await startFakeMlflow({ fails: () => (left-- <= 0 ? 400 : undefined) });
        const store = createMemoryStore();
        const registry = createRegistry({ store });
        const open = () => createMlflowMirror({ url, experiment, registry });
        const works: Readonly<Record<"register" | "promote" | "alias" | "rollback", (at: number) => Promise<unknown>>> =
          {
            register: async (seed) => registry.register(await exampleManifest(store, seed)),
            promote: (at) => registry.promote(`late@${at}`, { override: { reason: "a test" } }),
            alias: (at) => registry.alias(`late@${at}`, "challenger"),
            rollback: () => registry.rollback("late", { reason: "slow" }),
          };
        for (const [{ deed, number }, allowed] of deeds) {
          await works[deed](number).catch(() => undefined); // What there is nothing for is refused.
          left = allowed;
          await open()
            .sync("late")
            .catch(() => undefined);
        }
        left = Number.POSITIVE_INFINITY;
        expect((await open().sync("late")).foreign).toEqual([]);
        const memory = createMemoryRegistryMirror(registry);
        await memory.sync("late");
        const { versions, aliases, count } = await readMirror(url, "late");
        expect({ versions, aliases }).toEqual(memory.models.get("late"));
        expect(count).toBe(Object.keys(versions).length);
        await close();
      }),
      { numRuns: 12 },
    );
  });

  it("tells of an alias that somebody else moved, and moves it back", async () => {
    const { url, close, models } = await startFakeMlflow();
    const { registry } = await filled();
    const mirror = createMlflowMirror({ url, experiment, registry });
    await mirror.sync("late");
    models.get("late")?.aliases.set("champion", "2");
    const { foreign, changes } = await mirror.sync("late");
    expect(foreign).toEqual([{ alias: "champion", expected: 1, found: 2 }]);
    expect(changes).toEqual(["champion moved from version 2 to version 1"]);
    models.get("late")?.aliases.set("champion", "2"); // Back to where it came from is no move of ours, either.
    expect((await mirror.sync("late")).foreign).toEqual([{ alias: "champion", expected: 1, found: 2 }]);
    models.get("late")?.aliases.delete("champion");
    expect((await mirror.sync("late")).foreign).toEqual([{ alias: "champion", expected: 1, found: undefined }]);
    expect((await readMirror(url, "late")).aliases).toEqual({ champion: "late@1" });
    await close();
  });

  it("ends a quarrel with somebody who moves an alias at each move of its own, and tells of it", async () => {
    let calls = 0;
    const { url, close, models } = await startFakeMlflow({
      before: (path) => {
        if (path === "registered-models/get" && calls++ > 0) models.get("late")?.aliases.set("champion", "2");
      },
    });
    const { registry } = await filled();
    const { foreign } = await createMlflowMirror({ url, experiment, registry }).sync("late");
    expect(foreign.length).toBeGreaterThan(2);
    await close();
  });

  it("of a mirror that saw an older past, the log is right in the end", async () => {
    const { url, close } = await startFakeMlflow();
    const { registry } = await filled();
    const past = await registry.history("late");
    let isLate = true;
    // It reads its history, then the other one promotes and mirrors, then it writes.
    const slow = {
      ...registry,
      async history(model: string) {
        if (!isLate) return registry.history(model);
        isLate = false;
        await promoteBeside(registry, 2);
        await createMlflowMirror({ url, experiment, registry }).sync("late");
        return past;
      },
    };
    const { foreign } = await createMlflowMirror({ url, experiment, registry: slow }).sync("late");
    expect([foreign, (await readMirror(url, "late")).aliases]).toEqual([[], { champion: "late@2" }]);
    await close();
  });

  it("says what cannot be told, and tells the rest", async () => {
    const { url, close } = await startFakeMlflow();
    const { registry } = await filled();
    await registry.alias("late@2", "latest");
    await registry.alias("late@2", "v7");
    const gone = {
      ...registry,
      async resolve(selector: string) {
        if (selector === "late@2") throw new MissingError("store", "its bytes");
        return registry.resolve(selector);
      },
    };
    const { skipped } = await createMlflowMirror({ url, experiment, registry: gone }).sync("late");
    expect(skipped).toEqual([
      { what: "late@2", reason: expect.stringContaining("its bytes") },
      { what: "the alias latest", reason: "MLflow keeps that name for itself" },
      { what: "the alias v7", reason: "MLflow keeps that name for itself" },
    ]);
    expect(await readMirror(url, "late")).toMatchObject({ count: 1, aliases: { champion: "late@1" } });
    await close();
  });

  it("sets an alias again where another mirror set the same one first in the same moment", async () => {
    let lost = 1;
    const race = "(sqlite3.IntegrityError) UNIQUE constraint failed: registered_model_aliases.alias"; // As 3.17 says it.
    const { url, close } = await startFakeMlflow({
      before: (path, body) => {
        if (path === "registered-models/alias" && body.alias !== undefined && lost-- > 0)
          throw new Refusal(400, "BAD_REQUEST", race);
      },
    });
    const { registry } = await filled();
    const { foreign } = await createMlflowMirror({ url, experiment, registry }).sync("late");
    expect([foreign, (await readMirror(url, "late")).aliases]).toEqual([[], { champion: "late@1" }]);
    await close();
  });

  it("does not make a version twice whose answer was lost", async () => {
    const { url, close, models } = await startFakeMlflow();
    const { registry } = await filled();
    let lost = 1;
    const losing: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (String(input).endsWith("model-versions/create") && lost-- > 0) throw new Error("socket hang up");
      return response;
    };
    const mirror = createMlflowMirror({ url, experiment, registry, fetch: losing });
    expect(await serviceFailure(mirror.sync("late"))).toMatchObject({ retryable: true });
    await mirror.sync("late");
    expect(models.get("late")?.versions.size).toBe(2);
    await close();
  });

  it("of a server that hangs, or whose answer is cut, fails within its time", async () => {
    const { registry } = await filled();
    const answers = { hang: undefined, half: '{"registered_mod', other: "{}" };
    let deed: keyof typeof answers = "hang";
    const server = createServer((_, response) => {
      if (deed !== "hang") response.end(answers[deed]);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const mirror = createMlflowMirror({ url, experiment, registry, timeoutMilliseconds: 200 });
    const models = mlflowModels({ url, timeoutMilliseconds: 200 });
    for (const work of [() => mirror.sync("late"), () => models.list("late"), () => models.open("late", 1)]) {
      deed = "hang";
      expect((await serviceFailure(work())).message).toContain("got none within 200 ms");
      deed = "half";
      expect((await serviceFailure(work())).message).toContain("got something that is not JSON");
      deed = "other";
      expect((await serviceFailure(work())).message).toContain("Expected an answer with");
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("leaves other versions of the model alone, and names of its own", async () => {
    const { url, close, models } = await startFakeMlflow();
    const { registry } = await filled();
    const own = { number: 1, source: "s3://elsewhere", runId: undefined, tags: new Map<string, string>() };
    const aliases = new Map([["production", "1"]]);
    models.set("late", { tags: new Map(), aliases, versions: new Map([["1", own]]), made: 1 });
    await createMlflowMirror({ url, experiment, registry }).sync("late");
    expect([...aliases]).toEqual([
      ["production", "1"],
      ["champion", "2"],
    ]);
    expect(models.get("late")?.versions.get("1")).toBe(own);
    await close();
  });
});

describe("a registry that is followed", () => {
  it("is mirrored as it goes on, and looked at once more at the end", async () => {
    const { url, close } = await startFakeMlflow();
    const { registry } = await filled();
    const { told, log } = quietly();
    const end = createMlflowMirror({ url, experiment, registry, pollMilliseconds: 10, log }).follow("late");
    const champion = async () => (await readMirror(url, "late")).aliases.champion;
    await vi.waitFor(async () => expect(await champion()).toBe("late@1"), 10_000);
    await promoteBeside(registry, 2);
    await vi.waitFor(async () => expect(await champion()).toBe("late@2"), 10_000);
    await registry.rollback("late", { reason: "slow" });
    await end();
    expect([await champion(), told]).toEqual(["late@1", []]);
    await close();
  });

  it("costs nothing where MLflow is gone: it is said, and told later", async () => {
    let isGone = true;
    const { url, close } = await startFakeMlflow({ fails: () => (isGone ? 503 : undefined) });
    const { registry } = await filled();
    const { told, log } = quietly();
    const end = createMlflowMirror({ url, experiment, registry, pollMilliseconds: 5, log }).follow("late");
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(0), 10_000);
    expect(told[0]?.message).toBe("MLflow could not be told of the registry: tried again later");
    isGone = false;
    await vi.waitFor(
      async () => expect((await readMirror(url, "late")).aliases).toEqual({ champion: "late@1" }),
      10_000,
    );
    await end();
    await close();
  });

  it("says who was moved back, and once what cannot be told", async () => {
    const { url, close, models } = await startFakeMlflow();
    const { registry } = await filled();
    await registry.alias("late@2", "latest");
    const { told, log } = quietly();
    const often = { pollMilliseconds: 5, checkMilliseconds: 5 };
    const end = createMlflowMirror({ url, experiment, registry, ...often, log }).follow("late");
    await vi.waitFor(() => expect(told.length).toBe(1), 10_000);
    models.get("late")?.aliases.set("champion", "2");
    await vi.waitFor(() => expect(told.length).toBe(2), 10_000);
    await end();
    expect(told).toMatchObject([
      { message: "Not everything can be told to MLflow" },
      { message: "Somebody else moved an alias in MLflow: moved back", fields: { alias: "champion", found: 2 } },
    ]);
    await close();
  });

  it("never shows credentials", async () => {
    const { url, close } = await startFakeMlflow({ password: "right-password" });
    const { registry } = await filled();
    const headers = { authorization: "Bearer wrong-password" };
    const refused = await serviceFailure(createMlflowMirror({ url, experiment, registry, headers }).sync("late"));
    expect(refused).toMatchObject({ status: 401, retryable: false });
    expect(refused.message).not.toContain("wrong-password");
    await close();
  });
});
