import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { factsOf } from "../facts-of.js";

const facts = factsOf("main-job");
const headers = { "content-type": "application/json" };
const folder = mkdtempSync(join(tmpdir(), "golden-pipeline-with-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the job prints, without how long it took and where its pages are. */
async function told(directory: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const job = [
    "--import",
    "tsx",
    "examples/golden-pipeline.ts",
    "--rows",
    "2000",
    "--directory",
    join(folder, directory),
  ];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...job, ...words], {
    env: { ...process.env, GIT_COMMIT: "0".repeat(40), ...environment },
  });
  expect(stderr).toBe("");
  return stdout.replaceAll(/^(?:Grafana .*\n|(?:Took|Report) .*$)/gm, "");
}

async function json(url: string): Promise<unknown> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.json();
}

describe("the main job with real systems", () => {
  it("ends with the same dataset, model versions and story as with the embedded defaults, and every system has heard of it", async () => {
    const jobs = new Set<string>();
    const lineage = createServer(async (request, response) => {
      const event: { readonly job: { readonly name: string } } = JSON.parse(
        Buffer.concat(await request.toArray()).toString(),
      );
      jobs.add(event.job.name);
      response.writeHead(201).end();
    });
    await new Promise<void>((resolve) => lineage.listen(0, "127.0.0.1", resolve));

    const embedded = await told("embedded", []);
    const login = `${facts.text("postgres.user")}:${facts.text("postgres.password")}`;
    const database = `${facts.text("postgres.host")}:${facts.number("postgres.port")}/${facts.text("postgres.database")}`;
    const real = await told("real", ["--with", "postgres,prometheus,alertmanager,openlineage,mlflow,grafana"], {
      DATABASE_URL: `postgres://${login}@${database}`,
      PROMETHEUS_TARGET_PORT: facts.text("prometheus.targetPort"),
      PROMETHEUS_URL: facts.text("prometheus.url"),
      ALERTMANAGER_URL: facts.text("alertmanager.url"),
      MLFLOW_TRACKING_URI: facts.text("mlflow.url"),
      OPENLINEAGE_URL: `http://127.0.0.1:${(lineage.address() as AddressInfo).port}`,
    });
    expect(embedded).toMatch(/dataset-[0-9a-f]{64}/);
    expect(real).toBe(embedded);

    const series = "/api/v1/query?query=count(last_over_time({job=%22golden-pipeline%22}[10m]))";
    expect(JSON.stringify(await json(`${facts.text("prometheus.url")}${series}`))).toMatch(/"value":\[[\d.]+,"[1-9]/);
    const served = "/api/v1/query?query=count(last_over_time(router_requests_total[10m]))";
    expect(JSON.stringify(await json(`${facts.text("prometheus.url")}${served}`))).toMatch(/"value":\[[\d.]+,"[1-9]/);
    const provisioned = readFileSync(join(folder, "real/grafana/datasources/golden-pipeline.yaml"), "utf8");
    expect(provisioned).toContain(facts.text("prometheus.url"));
    expect(jobs).toContain("late-flights.train");
    expect(JSON.stringify(await json(`${facts.text("alertmanager.url")}/api/v2/alerts`))).toContain("late-flights");
    const models = `${facts.text("mlflow.url")}/api/2.0/mlflow`;
    const versions = await json(`${models}/model-versions/search?filter=name='late-flights'&max_results=100`);
    const registered = embedded.match(/late-flights@\d+ registered/g) ?? [];
    expect(registered.length).toBeGreaterThan(2);
    for (const event of registered) expect(JSON.stringify(versions)).toContain(event);
    const [, champion = "nobody"] = [...embedded.matchAll(/(late-flights@\d+) promoted/g)].at(-1) ?? [];
    const alias = await json(`${models}/registered-models/alias?name=late-flights&alias=champion`);
    expect(JSON.stringify(alias)).toContain(`"value":"${champion}"`);
    const named = new URLSearchParams({ experiment_name: `late-flights ${join(folder, "real")}` });
    const { experiment } = (await json(`${models}/experiments/get-by-name?${named}`)) as {
      readonly experiment: { readonly experiment_id: string };
    };
    const search = { experiment_ids: [experiment.experiment_id], max_results: 1000 };
    const found = await fetch(`${models}/runs/search`, { method: "POST", body: JSON.stringify(search), headers });
    const { runs } = (await found.json()) as {
      readonly runs: readonly { readonly info: { readonly status: string } }[];
    };
    expect(new Set(runs.map(({ info }) => info.status))).toEqual(new Set(["FINISHED"]));
    expect(runs.length).toBeGreaterThan(registered.length);
    expect(JSON.stringify(runs)).toContain("train/");
    lineage.close();
    lineage.closeAllConnections();
  }, 480_000);
});
