import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type GrafanaDashboard, grafanaDashboards } from "golden-pipeline/adapters/grafana";
import { createPrometheusMetrics, prometheusRules } from "golden-pipeline/adapters/prometheus";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playedRouter, watchedFamilies } from "../../adapters/grafana/emitted-families.js";
import { labelsAskedOf, queriesOf } from "../../adapters/grafana/queries-of.js";
import { factsOf } from "../facts-of.js";
import { prometheusApi } from "./prometheus-api.js";

const facts = factsOf("grafana");
const prometheus = prometheusApi(facts.text("url"));
const limits = { model: "buyers", errorShare: 0.001, fallbackShare: 0.001, latencySeconds: 1e-6, windowMinutes: 1 };
const made = grafanaDashboards(limits);
const dashboards: readonly GrafanaDashboard[] = Object.values(made);

const metrics = createPrometheusMetrics();
let server: Server;
let router: Awaited<ReturnType<typeof playedRouter>>;
let traffic: Promise<void>;
let isOver = false;

function listen(): Promise<void> {
  server = createServer(({ headers }, response) => {
    const { contentType, body } = metrics.answer(headers.accept);
    response.setHeader("content-type", contentType).end(body);
  });
  return new Promise((resolve) => server.listen(facts.number("targetPort"), "127.0.0.1", resolve));
}

function hangUp(): Promise<unknown> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  return closed;
}

beforeAll(async () => {
  await listen();
  writeFileSync(join(facts.text("folder"), "rules", "buyers.yml"), prometheusRules({ ...limits, forMinutes: 0 }).rules);
  await prometheus.reload();
  router = await playedRouter();
  await metrics.write(watchedFamilies());
  await metrics.write(await router.play(1000));
  traffic = (async () => {
    while (!isOver) {
      await metrics.write(await router.play(20));
      await sleep(200);
    }
  })();
});
afterAll(async () => {
  isOver = true;
  await traffic;
  await router.close();
  await hangUp();
});

/** The values of every variable of a dashboard, as Grafana finds them for "All". */
async function chosenOf(dashboard: GrafanaDashboard): Promise<ReadonlyMap<string, readonly string[]>> {
  const chosen = new Map<string, readonly string[]>([["model", ["buyers"]]]);
  for (const { name, label, series } of labelsAskedOf(dashboard))
    chosen.set(name, await prometheus.values(label, series.replaceAll("$model", "buyers")));
  return chosen;
}

/** As Grafana puts it in: one value as it is, several as a pattern; its interval is four scrapes of a second. */
function filledIn(expression: string, chosen: ReadonlyMap<string, readonly string[]>): string {
  return expression.replaceAll("$__rate_interval", "4s").replaceAll(/\$(\w+)/g, (_, name: string) => {
    const values = chosen.get(name) ?? [];
    const [only = ""] = values;
    const escaped = values.map((value) => value.replaceAll(/[\\^$*+?.()|[\]{}]/g, "\\\\$&"));
    return name === "model" ? only : `(${escaped.join("|")})`;
  });
}

const waits = { timeout: 50_000, interval: 500 };

describe.each(dashboards.map((dashboard) => ({ name: dashboard.title, dashboard })))(
  "$name, over a real Prometheus",
  ({ dashboard }) => {
    it("offers values for every variable", async () => {
      for (const { name } of labelsAskedOf(dashboard))
        await expect
          .poll(async () => (await chosenOf(dashboard)).get(name), { ...waits, message: name })
          .not.toEqual([]);
      expect((await chosenOf(dashboard)).get("model")).toContain("buyers");
    });

    it("has data for every query", async () => {
      const queries = queriesOf(dashboard).filter(({ expression }) => !expression.includes("changes("));
      expect(queries.length).toBeGreaterThan(10);
      for (const { place, expression } of queries) {
        const numbers = async () => {
          const series = await prometheus.range(filledIn(expression, await chosenOf(dashboard)));
          return series.flatMap(({ values }) => values).filter(([, value]) => Number.isFinite(Number(value))).length;
        };
        await expect.poll(numbers, { ...waits, message: `${place}: ${expression}` }).toBeGreaterThan(0);
      }
    });

    it("is what the foundation SDK reads, field by field", ({ skip }) => {
      const checker = facts.text("checker");
      if (checker === "") skip("Go is not there to build the reader");
      const path = join(facts.text("folder"), `${dashboard.uid}.json`);
      const check = (json: object) => {
        writeFileSync(path, JSON.stringify(json));
        return spawnSync(checker, [path], { encoding: "utf8" });
      };
      expect(check(dashboard)).toMatchObject({ status: 0, stdout: "" });
      expect(check({ ...dashboard, panel: [] })).toMatchObject({ status: 1 }); // It would see what is wrong.
      expect(check({ ...dashboard, tags: "one" })).toMatchObject({ status: 1 });
    });
  },
);

describe("what the panels show", () => {
  const shown = async (dashboard: GrafanaDashboard, title: string, legend?: string) => {
    const found = queriesOf(dashboard).find(({ place }) =>
      place.startsWith(`${dashboard.title}, ${title}, ${legend ?? ""}`),
    );
    if (found === undefined) throw new Error(`no panel ${title}`);
    return prometheus.present(filledIn(found.expression, await chosenOf(dashboard)));
  };

  it("is what the router and the monitor say: arms that share all units, the canary's stage, requests by version, drift above its limit", async () => {
    expect(await shown(made.rollout, "Shares")).toEqual(
      new Map([
        ["canary buyers@3", 0.5],
        ["champion buyers@1", 0.5],
      ]),
    );
    expect(await shown(made.rollout, "Stage")).toEqual(new Map([["buyers@3", 0]]));
    expect([...(await shown(made.rollout, "Last rollback")).keys()]).toEqual(["circuit buyers@2"]);
    const requests = await shown(made.serving, "Requests");
    expect([...requests.keys()].sort()).toEqual(["canary buyers@3", "champion buyers@1"]);
    for (const rate of requests.values()) expect(rate).toBeGreaterThan(0);
    const [index] = (await shown(made.quality, "Population stability index", "{{check}}")).values();
    const [limit] = (await shown(made.quality, "Population stability index", "{{check}}: limit")).values();
    expect(index).toBeGreaterThan(limit ?? Number.POSITIVE_INFINITY);
  });

  it("is that the alert rules fire whose thresholds are crossed", async () => {
    await expect
      .poll(
        async () => [...(await shown(made.serving, "Alerts"))].filter(([, state]) => state === 2).map(([name]) => name),
        waits,
      )
      .toEqual(
        expect.arrayContaining([
          "ModelErrors",
          "ModelLatency",
          "ModelPredictionsUnlogged",
          expect.stringMatching(/^ModelDrift .*input/),
        ]),
      );
  });

  it("is marked where somebody else came to answer", async () => {
    await router.changeShare(0.25);
    const [mark] = made.serving.annotations.list;
    await expect
      .poll(
        async () => (await prometheus.range(filledIn(mark?.expr ?? "", await chosenOf(made.serving)))).length,
        waits,
      )
      .toBe(1);
    await expect
      .poll(async () => shown(made.rollout, "Shares"), waits)
      .toEqual(
        new Map([
          ["canary buyers@3", 0.25],
          ["champion buyers@1", 0.75],
        ]),
      );
  });

  it("is one version of those that are chosen", async () => {
    const chosen = new Map([...(await chosenOf(made.serving)), ["arm", ["canary"]] as const]);
    const asked = queriesOf(made.serving).find(({ place }) => place.includes("Requests"));
    const requests = await prometheus.present(filledIn(asked?.expression ?? "", chosen));
    expect([...requests.keys()]).toEqual(["canary buyers@3"]);
  });

  it("is that nobody tells of the model and which process is down, when the target is gone; and that it is back", async () => {
    const told = async () => ({
      gone: [...(await shown(made.serving, "Metrics")).values()],
      monitors: [...(await shown(made.quality, "Metrics")).values()],
      up: [...(await shown(made.serving, "Processes")).values()],
      champions: (await shown(made.serving, "Champion")).size,
    });
    const there = { gone: [0], monitors: [0], up: [1], champions: 1 };
    expect(await told()).toEqual(there);
    await hangUp();
    await expect.poll(told, waits).toEqual({ gone: [1], monitors: [1], up: [0], champions: 0 });
    await listen();
    await expect.poll(told, waits).toEqual(there);
  });
});

describe("promtool", () => {
  it("finds nothing to mend in what a router and a monitor really tell", () => {
    const words = ["check", "metrics"];
    const { status, stdout, stderr } = spawnSync(facts.text("promtool"), words, {
      input: metrics.text(),
      encoding: "utf8",
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: "" });
  });
});
