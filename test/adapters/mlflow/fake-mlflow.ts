import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Facts, invalid, listOf, missing, pairs, Refusal } from "./fake-refusals.js";
import { createFakeRegistry } from "./fake-registry.js";

interface Metric {
  readonly key: string;
  readonly value: unknown;
  readonly step: number;
  readonly timestamp: number;
}
interface Run {
  readonly info: Record<string, unknown>;
  readonly params: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly metrics: Metric[];
}

/** What version 3.17 of MLflow does with the part of its interface that the adapter uses: limits, codes of refusals, what its database makes of numbers. */
export async function startFakeMlflow({
  password,
  fails,
  before,
}: {
  readonly password?: string;
  /** Told of a call before it is answered: what others do in that moment. */
  readonly before?: (path: string, body: Facts) => void;
  readonly fails?: (path: string) => number | undefined;
} = {}) {
  const experiments = new Map<string, string>();
  const runs = new Map<string, Run>();
  const files = new Map<string, Buffer>();
  const registry = createFakeRegistry((id) => String(runs.get(id)?.info.artifact_uri));
  const calls: { readonly path: string; readonly body: Facts }[] = [];

  const told = ({ info, params, tags, metrics }: Run) => ({
    info,
    data: {
      params: pairs(params),
      tags: pairs(tags),
      metrics: [...new Map(metrics.map((metric) => [metric.key, metric])).values()],
    },
  });

  function runOf({ run_id }: Facts): Run {
    const run = runs.get(String(run_id));
    if (run === undefined) throw missing(`run with id=${run_id}`);
    return run;
  }

  function logBatch(body: Facts): Facts {
    const run = runOf(body);
    const [metrics, params, tags] = [listOf(body.metrics), listOf(body.params), listOf(body.tags)];
    if (params.length > 100 || tags.length > 100 || metrics.length + params.length + tags.length > 1000)
      throw invalid("A batch logging request can contain at most 1000 items");
    for (const { key } of [...metrics, ...params, ...tags]) {
      const name = String(key);
      const isPath = name.split("/").every((part) => part !== "" && part !== "." && part !== "..");
      if (!/^[\p{L}\p{N}_/.\- :]{1,250}$/u.test(name) || !isPath)
        throw invalid(`Invalid value "${name}" for parameter`);
    }
    for (const { key, value } of params) {
      const [name, text] = [String(key), String(value)];
      if (text.length > 6000) throw invalid("Param value exceeds the maximum length");
      if ((run.params.get(name) ?? text) !== text) throw invalid("Changing param values is not allowed");
      run.params.set(name, text);
    }
    for (const { key, value } of tags) {
      if (String(value).length > 8000) throw invalid("Tag value exceeds the maximum length");
      run.tags.set(String(key), String(value));
    }
    for (const { key, value, step, timestamp } of metrics) {
      if (!Number.isInteger(timestamp) || Number(timestamp) < 0) throw invalid("Invalid timestamp");
      const kept = value === "Infinity" ? Number.MAX_VALUE : value === "-Infinity" ? -Number.MAX_VALUE : value;
      run.metrics.push({ key: String(key), value: kept, step: Number(step), timestamp: Number(timestamp) });
    }
    return {};
  }

  const posts: Readonly<Record<string, (body: Facts) => Facts>> = {
    "experiments/create"({ name }) {
      if (experiments.has(String(name)))
        throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", `Experiment(name=${name}) already exists.`);
      experiments.set(String(name), String(experiments.size + 1));
      return { experiment_id: experiments.get(String(name)) };
    },
    "runs/create"({ experiment_id, run_name, start_time, tags }) {
      if (![...experiments.values()].includes(String(experiment_id)))
        throw missing(`Experiment with id=${experiment_id}`);
      const run_id = (runs.size + 1).toString(16).padStart(32, "0");
      const artifact_uri = `mlflow-artifacts:/${experiment_id}/${run_id}/artifacts`;
      const info = { run_id, experiment_id, run_name, start_time, status: "RUNNING", artifact_uri };
      const map = new Map(listOf(tags).map(({ key, value }) => [String(key), String(value)]));
      const run = { info, params: new Map<string, string>(), tags: map, metrics: [] };
      runs.set(run_id, run);
      return { run: told(run) };
    },
    "runs/update"({ run_id, ...facts }) {
      const run = runOf({ run_id });
      Object.assign(run.info, facts);
      return { run_info: run.info };
    },
    "runs/log-batch": logBatch,
    "runs/search"({ experiment_ids, filter }) {
      const [, key = "", value] = /^tags\."([^"]+)" = '([^']*)'$/.exec(String(filter)) ?? [];
      if (value === undefined) throw invalid(`Invalid filter ${filter}`);
      const found = [...runs.values()].filter(
        ({ info, tags }) => listOf(experiment_ids).includes(info.experiment_id as never) && tags.get(key) === value,
      );
      return found.length === 0 ? {} : { runs: found.map(told) };
    },
  };

  const gets: Readonly<Record<string, (query: URLSearchParams) => Facts>> = {
    "experiments/get-by-name"(query) {
      const name = query.get("experiment_name") ?? "";
      const experiment_id = experiments.get(name);
      if (experiment_id === undefined) throw missing(`experiment with name ${name}`);
      return { experiment: { experiment_id, name, lifecycle_stage: "active" } };
    },
    "runs/get": (query) => ({ run: told(runOf({ run_id: query.get("run_id") })) }),
    "metrics/get-history"(query) {
      const { metrics } = runOf({ run_id: query.get("run_id") });
      const [most, from] = [Number(query.get("max_results")), Number(query.get("page_token") ?? 0)];
      const all = metrics.filter(({ key }) => key === query.get("metric_key"));
      const page = all.slice(from, from + most);
      return { metrics: page, ...(from + most < all.length && { next_page_token: String(from + most) }) };
    },
  };

  /** What stands directly in a folder of the artifacts. */
  function filesIn(folder: string): readonly Facts[] {
    const found = new Map<string, Facts>();
    for (const [path, { length }] of files) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [name = "", ...below] = path.slice(folder.length + 1).split("/");
      const isFile = below.length === 0;
      found.set(name, { path: name, is_dir: !isFile, ...(isFile && { file_size: length }) });
    }
    return [...found.values()];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://fake");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const content = Buffer.concat(parts);
    const json = (status: number, body: unknown): void =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    try {
      if (password !== undefined && request.headers.authorization !== `Bearer ${password}`)
        throw new Refusal(401, "UNAUTHENTICATED", `not authenticated: ${request.headers.authorization}`);
      const failure = fails?.(pathname);
      if (failure !== undefined) throw new Refusal(failure, "TEMPORARILY_UNAVAILABLE", "busy");
      if (pathname === "/api/2.0/mlflow-artifacts/artifacts")
        return json(200, { files: filesIn(searchParams.get("path") ?? "") });
      const file = /^\/api\/2\.0\/mlflow-artifacts\/artifacts\/(.+)$/.exec(pathname)?.[1];
      if (file !== undefined && request.method === "PUT") {
        files.set(decodeURIComponent(file), content);
        return json(200, {});
      }
      if (file !== undefined) {
        const found = files.get(decodeURIComponent(file));
        if (found === undefined) throw missing(`artifact ${file}`);
        return void response.writeHead(200, { "content-type": "application/octet-stream" }).end(found);
      }
      const path = pathname.replace("/api/2.0/mlflow/", "");
      const body = content.length === 0 ? {} : (JSON.parse(content.toString()) as Facts);
      calls.push({ path, body });
      before?.(path, body);
      const handled =
        request.method === "GET"
          ? (gets[path] ?? registry.gets[path])?.(searchParams)
          : request.method === "DELETE"
            ? registry.deletes[path]?.(body)
            : (posts[path] ?? registry.posts[path])?.(body);
      if (handled === undefined) throw new Refusal(404, "ENDPOINT_NOT_FOUND", path);
      json(200, handled);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      json(error.status, { error_code: error.code, message: error.message });
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    experiments,
    runs,
    files,
    calls,
    models: registry.models,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
