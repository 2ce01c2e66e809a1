import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { kafkaClient, kafkaSource } from "golden-pipeline/adapters/kafka";
import { readPredictions } from "golden-pipeline/feedback";
import { rowsOf } from "golden-pipeline/schema";
import { createFileStore } from "golden-pipeline/store";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slugOf } from "../../../examples/flights/systems/addresses.js";
import { factsOf } from "../facts-of.js";

const facts = factsOf("main-job");
const headers = { "content-type": "application/json" };
const folder = mkdtempSync(join(tmpdir(), "golden-pipeline-with-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const login = `${facts.text("postgres.user")}:${facts.text("postgres.password")}`;
const database = `${facts.text("postgres.host")}:${facts.number("postgres.port")}/${facts.text("postgres.database")}`;
const redisUrl = `redis://:${facts.text("redis.password")}@${facts.text("redis.host")}:${facts.number("redis.port")}`;
const environment = {
  ...process.env,
  GIT_COMMIT: "0".repeat(40),
  NODE_NO_WARNINGS: "1", // The AWS SDK has one for older Nodes.
  KAFKA_BROKERS: facts.text("kafka.broker"),
  AWS_ENDPOINT_URL_KINESIS: facts.text("kinesalite.url"),
  AWS_ENDPOINT_URL_S3: facts.text("versitygw.url"),
  AWS_ACCESS_KEY_ID: "a",
  AWS_SECRET_ACCESS_KEY: "bbbbbbbb",
  REDIS_URL: redisUrl,
  DATABASE_URL: `postgres://${login}@${database}`,
  PROMETHEUS_TARGET_PORT: facts.text("prometheus.targetPort"),
  PROMETHEUS_URL: facts.text("prometheus.url"),
  ALERTMANAGER_URL: facts.text("alertmanager.url"),
  MLFLOW_TRACKING_URI: facts.text("mlflow.url"),
};

function wordsFor(directory: string, ...more: readonly string[]): readonly string[] {
  const job = ["--import", "tsx", "examples/golden-pipeline.ts", "--rows", "1000"];
  return [...job, "--directory", join(folder, directory), ...more];
}

/** What the job prints, without how long it took and where its pages are. */
async function told(directory: string, names: string, more: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...wordsFor(directory, "--with", names)], {
    env: { ...environment, ...more },
  });
  expect(stderr).toBe("");
  return stdout.replaceAll(/^(?:Grafana .*\n|(?:Took|Report) .*$)/gm, "");
}

/** Resolves when so many runs have begun. */
async function begun(directory: string, runs: number): Promise<void> {
  const logs = join(directory, "logs/runs");
  while (!existsSync(logs) || readdirSync(logs).length < runs) await sleep(5);
}

/** The ids of predictions that a topic has, when at least so many are there. */
async function idsInTopic(topic: string, count: number): Promise<ReadonlySet<string>> {
  const source = kafkaSource({ client: kafkaClient({ brokers: [facts.text("kafka.broker")] }), topic, group: topic });
  const ids = new Set<string>();
  const { signal } = new AbortController();
  for await (const partition of source.partitions(signal)) {
    for (let from: string | undefined; ids.size < count; ) {
      const read = await partition.read({ from, signal });
      if (read === undefined) break;
      from = read.to;
      for await (const { bytes, reading } of read.batch.chunks(signal))
        for await (const batch of read.batch.format.decode(bytes, reading))
          for (const { id } of rowsOf(batch)) ids.add(String(id));
    }
    break;
  }
  return ids;
}

async function json(url: string): Promise<unknown> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.json();
}

let embedded = "";
beforeAll(async () => {
  embedded = await told("embedded", "");
  expect(embedded).toMatch(/dataset-[0-9a-f]{64}/);
}, 120_000);

describe("the main job with real systems", () => {
  it("ends with the same dataset, model versions and story as with the embedded defaults, and every system has heard of it", async () => {
    const jobs = new Set<string>();
    const lineage = createServer(async (request, response) => {
      if (request.method === "GET") return void response.writeHead(200).end(); // Somebody looks whether it is there.
      const event: { readonly job: { readonly name: string } } = JSON.parse(
        Buffer.concat(await request.toArray()).toString(),
      );
      jobs.add(event.job.name);
      response.writeHead(201).end();
    });
    await new Promise<void>((resolve) => lineage.listen(0, "127.0.0.1", resolve));

    const all = "kafka,postgres,s3,redis,prometheus,alertmanager,openlineage,mlflow,grafana";
    const port = (lineage.address() as AddressInfo).port;
    const real = await told("real", all, { OPENLINEAGE_URL: `http://127.0.0.1:${port}` });
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

  it.each(["kinesis", "s3", "redis"])(
    "ends the same with %s alone",
    async (name) => {
      expect(await told(name, name)).toBe(embedded);
    },
    240_000,
  );

  it("ends the same with Kafka, killed with -9 while it sends, lands and learns, and its predictions stand in a topic", async () => {
    for (const runs of [1, 3, 6]) {
      const child = spawn(process.execPath, [...wordsFor("kafka", "--with", "kafka")], {
        stdio: "ignore",
        env: environment,
      });
      const exit = new Promise<unknown>((resolve) => child.once("exit", (_, signal) => resolve(signal)));
      await begun(join(folder, "kafka"), runs);
      child.kill("SIGKILL");
      expect(await exit).toBe("SIGKILL");
    }
    expect(await told("kafka", "kafka")).toBe(embedded);

    const answered = new Set<string>();
    const store = createFileStore(join(folder, "kafka"));
    for (const log of await store.logs("predictions/late-flights/")) {
      const [, ...place] = log.split("/");
      for await (const { id } of readPredictions(store, place.slice(0, 3).join("/"))) answered.add(id);
    }
    expect(answered.size).toBeGreaterThan(500);
    expect(await idsInTopic(`${slugOf(join(folder, "kafka"))}-predictions`, answered.size)).toEqual(answered);
  }, 480_000);

  it("keeps no history of one month for the next: Redis has what the last one was answered by", async () => {
    const client = new Redis(redisUrl);
    const keys = await client.keys(`golden-pipeline:${slugOf(join(folder, "redis"))}:*`);
    expect(keys.length).toBeGreaterThan(10);
    const [key = ""] = keys.filter((one) => !one.endsWith(":ids"));
    const [, oldest] = await client.zrange(key, 0, 0, "WITHSCORES");
    expect(Number(oldest)).toBeGreaterThanOrEqual(Date.UTC(2001, 4, 29));
    await client.quit();
  });
});
