import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { redisHistory } from "golden-pipeline/adapters/redis";
import { createRouter } from "golden-pipeline/deployment";
import { atMost, evaluate } from "golden-pipeline/evaluation";
import { engineer, features, recordHistory } from "golden-pipeline/features";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { logLoss } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { createRegistry, register } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openFakeRedis } from "./fake-redis.js";
import { freshPrefix } from "./redis-checks.js";

const visits = contract("visits", z.object({ at: z.date(), user: z.string(), bought: z.boolean() }), {
  eventTime: "at",
  labels: { bought: { knownAt: (visit) => visit.at.plusMinutes(60) } },
});
const buyers = model("buyers", visits, { target: (visit) => visit.bought, kinds: [logisticRegression()] });
const recent = features(visits, (visit) => ({ recent: visit.user.history({ window: "2d" }).count() }));
const rows = Array.from({ length: 400 }, (_, row) => ({
  at: new Date(row * 3_600_000),
  user: `u${row % 7}`,
  bought: row % 3 === 0,
}));
const training = pipeline("buyers", ingest(visits))
  .pipe(validate())
  .pipe(splitByTime("at", { test: 0.3 }))
  .pipe(engineer(recent, buyers))
  .pipe(train(logisticRegression()))
  .pipe(
    evaluate({
      metrics: [logLoss()],
      gate: atMost({ metric: logLoss(), value: 5, minimumClusters: 2 }),
      cluster: (visit) => visit.at.day(),
    }),
  )
  .pipe(register(buyers, { withoutCommit: { reason: "a test" } }));

describe("a router with its history in Redis", () => {
  it("answers from it, and with its fallback while Redis is away", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    const { output } = await createRunner({ store, services: { registry, champions: registry } }).run(
      training,
      rowsSource("visits", rows),
    );
    await registry.promote(output);
    let away = false;
    const fake = openFakeRedis();
    const history = redisHistory(
      { call: (...words) => (away ? Promise.reject(new Error("connect ECONNREFUSED")) : fake.call(...words)) },
      { prefix: freshPrefix() },
    );
    await recordHistory(recent, rows, history, { id: ({ at }) => at.toISOString() });
    const router = await createRouter({
      registry,
      model: buyers,
      unit: ({ user }) => user,
      history,
      fallback: { value: 0.25 },
    });
    const asked = (user: string) => ({ at: new Date(401 * 3_600_000), user });
    const answer = await router.predict(asked("u1"));
    expect(answer).toMatchObject({ missing: [] });
    expect(answer.fallback).toBeUndefined();
    away = true;
    expect(await router.predict(asked("u2"))).toMatchObject({ value: 0.25, fallback: "error" });
    const strict = await createRouter({ registry, model: buyers, unit: ({ user }) => user, history });
    await expect(strict.predict(asked("u2"))).rejects.toMatchObject({ code: "service", retryable: true });
    away = false;
    expect((await router.predict(asked("u3"))).fallback).toBeUndefined();
    await Promise.all([router.close(), strict.close()]);
  });
});
