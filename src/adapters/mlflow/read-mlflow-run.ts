import { isDigest, parseCanonicalJson } from "../../core/house.js";
import { MissingError, type Tracking } from "../../core/index.js";
import { type Connection, listIn, pairsIn, textIn, valueIn } from "./connection.js";
import { prefixes } from "./entry-items.js";
import { readEntryKey } from "./entry-key.js";
import { type MlflowRun, type MlflowRuns, parentTag } from "./mlflow-runs.js";
import { readParamText } from "./param-text.js";
import { readNumber } from "./read-number.js";

const statuses = new Map<unknown, Tracking["status"]>([
  ["FINISHED", "succeeded"],
  ["FAILED", "failed"],
  ["KILLED", "aborted"],
]);

/** @throws {MissingError} the experiment has no such run. */
export async function readMlflowRun(connection: Connection, runs: MlflowRuns, runId: string): Promise<Tracking> {
  const run = await runs.find(runId);
  if (run === undefined) throw new MissingError(connection.place, `run ${runId}`);
  const { facts } = run;
  const tags = pairsIn(facts, "data", "tags");
  const keyed = [...tags].filter(([key]) => key.includes("/") && !key.startsWith("golden_pipeline."));
  const parent = tags.get(parentTag);
  const status = statuses.get(valueIn(facts, "info", "status")) ?? "running";
  const endedAt = valueIn(facts, "info", "end_time");

  /** What a remark of ours says of a value that MLflow does not hold as it is. */
  async function whole(remarkKey: string): Promise<string | undefined> {
    const remark = parseCanonicalJson(tags.get(remarkKey) ?? "{}");
    const [value, artifact] = [valueIn(remark, "value"), valueIn(remark, "artifact")];
    if (typeof artifact === "string")
      return new TextDecoder().decode(await connection.download(run?.artifacts ?? "", artifact));
    return typeof value === "string" ? value : undefined;
  }

  const params: Tracking["params"][number][] = [];
  for (const [key, value] of run.params)
    params.push({ ...readEntryKey(key), value: readParamText((await whole(`${prefixes.param}${key}`)) ?? value) });
  const told: Tracking["tags"][number][] = [];
  for (const [key, value] of keyed)
    told.push({ ...readEntryKey(key), value: (await whole(`${prefixes.tag}${key}`)) ?? value });
  const metrics: Tracking["metrics"][number][] = [];
  for (const fact of listIn(facts, "data", "metrics")) {
    const key = textIn(connection.place, fact, "key");
    metrics.push({ ...readEntryKey(key), points: await readPoints(connection, run, key) });
  }
  return {
    runId,
    name: textIn(connection.place, facts, "info", "run_name"),
    ...(parent !== undefined && { parent }),
    status,
    startedAt: Number(valueIn(facts, "info", "start_time")),
    ...(status !== "running" && endedAt !== undefined && { endedAt: Number(endedAt) }),
    params,
    tags: told,
    metrics,
    artifacts: [...tags].flatMap(([key, text]) => readArtifact(key, text)),
    nested: await runs.nestedIn(runId),
  };
}

function readArtifact(key: string, text: string): Tracking["artifacts"] {
  if (!key.startsWith(prefixes.artifact)) return [];
  const remark = parseCanonicalJson(text);
  const [digest, bytes] = [valueIn(remark, "digest"), valueIn(remark, "bytes")];
  if (!isDigest(digest)) return [];
  const mediaType = String(valueIn(remark, "mediaType"));
  const length = typeof bytes === "number" && { bytes };
  return [{ ...readEntryKey(key.slice(prefixes.artifact.length)), digest, ...length, mediaType }];
}

type Points = Tracking["metrics"][number]["points"];

async function readPoints(connection: Connection, { id }: MlflowRun, key: string): Promise<Points> {
  const points = new Map<number, Points[number]>();
  let page = "";
  do {
    const query = { run_id: id, metric_key: key, max_results: "25000", ...(page !== "" && { page_token: page }) };
    const answer = await connection.get("mlflow/metrics/get-history", query);
    for (const fact of listIn(answer, "metrics")) {
      const [step, time] = [Number(valueIn(fact, "step") ?? 0), Number(valueIn(fact, "timestamp"))];
      const before = points.get(step);
      if (before === undefined || before.time <= time)
        points.set(step, { step, time, value: readNumber(valueIn(fact, "value")) });
    }
    const next = valueIn(answer, "next_page_token");
    page = typeof next === "string" ? next : "";
  } while (page !== "");
  return [...points.values()].sort((left, right) => left.step - right.step);
}
