import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createPrometheusMetrics, type PrometheusMetrics, prometheusRules } from "golden-pipeline/adapters/prometheus";
import { metricSinkChecks } from "golden-pipeline/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factsOf } from "../facts-of.js";

const facts = factsOf("prometheus");
let metrics: PrometheusMetrics = createPrometheusMetrics();
let scrapes = 0;
/** Whether scrapes are answered in the format they ask for; the text otherwise. */
let negotiates = false;
const answered = new Set<string>();
let server: Server;

beforeAll(async () => {
  server = createServer(({ headers }, response) => {
    scrapes++;
    const { contentType, body } = metrics.answer(negotiates ? headers.accept : undefined);
    answered.add(contentType);
    response.setHeader("content-type", contentType).end(body);
  });
  await new Promise<void>((resolve) => server.listen(facts.number("targetPort"), "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Resolves when what is served now has been scraped. */
async function scraped(): Promise<void> {
  const before = scrapes;
  while (scrapes < before + 2) await sleep(20); // The first may have begun earlier; when the second begins it is stored.
}

interface Answer {
  readonly data: { readonly result: readonly { readonly metric: object; readonly value: readonly [number, string] }[] };
}

async function query(expression: string): Promise<Answer["data"]["result"]> {
  const response = await fetch(`${facts.text("url")}/api/v1/query?query=${encodeURIComponent(expression)}`);
  expect(response.status, expression).toBe(200);
  return ((await response.json()) as Answer).data.result;
}

async function metadata(metric: string): Promise<readonly object[]> {
  const response = await fetch(`${facts.text("url")}/api/v1/targets/metadata?metric=${metric}`);
  return ((await response.json()) as { readonly data: readonly object[] }).data;
}

describe.each([
  ["text", "text/plain; version=0.0.4; charset=utf-8"],
  ["OpenMetrics", "application/openmetrics-text; version=1.0.0; charset=utf-8"],
])("Prometheus itself, scraping the metrics as %s", (format, contentType) => {
  beforeAll(() => {
    negotiates = format === "OpenMetrics";
    answered.clear();
  });
  afterAll(() => expect([...answered]).toEqual([contentType]));

  for (const { name, run } of metricSinkChecks(async () => {
    metrics = createPrometheusMetrics();
    return {
      sink: metrics,
      async read(name, labels) {
        await scraped();
        const parts = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
        const [sample] = await query(`${name}{${parts.join(",")}}`);
        return sample === undefined ? undefined : Number(sample.value[1]);
      },
      close: async () => undefined,
    };
  }))
    it(name, run);

  it("reads numbers to the last bit, infinities and what is no number", async () => {
    metrics = createPrometheusMetrics();
    const values = [0.1 + 0.2, 5e-324, 1.7976931348623157e308, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const samples = [...values, Number.NaN].map((value, index) => ({ labels: { index: String(index) }, value }));
    await metrics.write([{ name: "model_odd", help: "Odd numbers", type: "gauge", samples }]);
    await scraped();
    for (const [index, value] of [...values, Number.NaN].entries()) {
      const [sample] = await query(`model_odd{index="${index}"}`);
      expect(Number(sample?.value[1].replace("Inf", "Infinity"))).toBe(value);
    }
  });

  it("says that the target is up, and what it is", async () => {
    metrics = createPrometheusMetrics();
    await metrics.write([
      { name: "model_requests_total", help: "Requests answered, all \\ of\nthem", type: "counter", samples: [] },
    ]);
    await scraped();
    expect((await query("up")).map(({ value }) => value[1])).toEqual(["1"]);
    // OpenMetrics calls a counter's family by its name without the suffix.
    const family = format === "OpenMetrics" ? "model_requests" : "model_requests_total";
    expect(await metadata(family)).toMatchObject([{ type: "counter", help: "Requests answered, all \\ of\nthem" }]);
  });

  it("is told units where the format has them", async () => {
    metrics = createPrometheusMetrics();
    await metrics.write([{ name: "wait_seconds", help: "Waits", type: "gauge", samples: [{ value: 1 }] }]);
    await scraped();
    const unit = format === "OpenMetrics" ? "seconds" : "";
    expect(await metadata("wait_seconds")).toMatchObject([{ type: "gauge", unit }]);
  });

  it("shows a target that is gone as down, and goes on when it is back", async () => {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    await expect.poll(async () => (await query("up"))[0]?.value[1], { timeout: 20_000 }).toBe("0");
    await new Promise<void>((resolve) => server.listen(facts.number("targetPort"), "127.0.0.1", resolve));
    await expect.poll(async () => (await query("up"))[0]?.value[1], { timeout: 20_000 }).toBe("1");
  });
});

describe("promtool", () => {
  it("finds nothing to mend in the metrics of a monitor and a router", async () => {
    const all = createPrometheusMetrics();
    await all.write([
      {
        name: "model_requests_total",
        help: "Requests answered, by version",
        type: "counter",
        samples: [{ labels: { model: "late-flights", version: "late-flights@3" }, value: 1204 }],
      },
      { name: "model_drift", help: "Drift", type: "gauge", samples: [{ labels: { column: 'a"\n\\' }, value: 0.25 }] },
    ]);
    const { status, stdout, stderr } = spawnSync(facts.text("promtool"), ["check", "metrics"], {
      input: all.text(),
      encoding: "utf8",
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: "" });
  });
});

describe("promtool, given rules", () => {
  const options = [
    { model: "late-flights" },
    { model: "late-flights", errorShare: 0.02, fallbackShare: 0.1, latencySeconds: 0.25 },
    {
      model: 'a "model" \\ of\tours',
      errorShare: 0,
      fallbackShare: 0.9999,
      latencySeconds: 3,
      runbook: "https://example.com/",
    },
    { model: "quick", errorShare: 0.0137, forMinutes: 0, windowMinutes: 1, labels: {} },
    {
      model: "slow",
      errorShare: 1 / 3,
      latencySeconds: 1e-7,
      forMinutes: 60,
      windowMinutes: 30,
      labels: { team: "delays" },
    },
  ];
  for (const [index, given] of options.entries())
    it(`finds them right and their tests passing: ${JSON.stringify(given)}`, () => {
      const { rules, tests } = prometheusRules(given);
      const folder = join(facts.text("folder"), `rules-${index}`);
      mkdirSync(folder);
      writeFileSync(join(folder, "rules.yml"), rules);
      writeFileSync(join(folder, "tests.yml"), tests);
      for (const words of [
        ["check", "rules", "rules.yml"],
        ["test", "rules", "tests.yml"],
      ]) {
        const { status, stdout, stderr } = spawnSync(facts.text("promtool"), words, { cwd: folder, encoding: "utf8" });
        expect(status, stdout + stderr).toBe(0);
        expect(stdout).toContain("SUCCESS");
      }
    });

  it("sees a rule that was changed: the tests do not pass whatever it says", () => {
    const { rules, tests } = prometheusRules({ model: "late-flights", errorShare: 0.02 });
    const folder = join(facts.text("folder"), "changed");
    mkdirSync(folder);
    writeFileSync(join(folder, "tests.yml"), tests);
    for (const [was, is] of [
      ["> 0.02", "> 0.9"],
      ["> 0.02", "> 0.001"],
      ['for: "10m"', 'for: "1m"'],
      ["router_store_away", "router_registry_away"],
    ] as const) {
      expect(rules).toContain(was);
      writeFileSync(join(folder, "rules.yml"), rules.replace(was, is));
      const words = ["test", "rules", "tests.yml"];
      expect(spawnSync(facts.text("promtool"), words, { cwd: folder }).status, `${was} to ${is}`).toBe(1);
    }
  });
});
