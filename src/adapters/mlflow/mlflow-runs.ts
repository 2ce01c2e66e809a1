import { InvalidArgumentError, MissingError, StateError } from "../../core/index.js";
import { type Connection, isMissing, listIn, pairsIn, refusalCode, textIn, valueIn } from "./connection.js";

/** Tags that say what something of MLflow's is here. */
export const runIdTag = "golden_pipeline.run_id";
export const parentTag = "golden_pipeline.parent";

/** A run of MLflow's. */
export interface MlflowRun {
  readonly id: string;
  readonly artifacts: string;
  /** What MLflow tells of it. */
  readonly facts: unknown;
  /** What is told of it by now: MLflow lets none be changed. */
  readonly params: Map<string, string>;
  /** Keys of the tags of ours that say more of an entry than MLflow holds. */
  readonly remarks: Set<string>;
}

export interface NewRun {
  readonly runId: string;
  readonly name?: string;
  readonly parent?: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Finds runs of MLflow's by our ids, and makes those that are missing. */
export interface MlflowRuns {
  find(runId: string): Promise<MlflowRun | undefined>;
  /** Ids of the runs that say they are nested in this one. */
  nestedIn(runId: string): Promise<readonly string[]>;
  /** The one that is there already, or a new one. Of two processes that make one at once, both take the older one from then on. */
  findOrCreate(run: NewRun): Promise<MlflowRun>;
}

export function mlflowRuns(connection: Connection, experiment: string): MlflowRuns {
  const { place } = connection;
  let known: Promise<string> | undefined;

  async function askExperiment(): Promise<string | undefined> {
    try {
      const answer = await connection.get("mlflow/experiments/get-by-name", { experiment_name: experiment });
      if (valueIn(answer, "experiment", "lifecycle_stage") === "deleted") {
        const message = `Expected the experiment ${experiment}, it was deleted: restore it, or take another name`;
        throw new StateError({ place, message });
      }
      return textIn(place, answer, "experiment", "experiment_id");
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async function makeExperiment(): Promise<string> {
    const found = await askExperiment();
    if (found !== undefined) return found;
    try {
      const made = await connection.post("mlflow/experiments/create", { name: experiment });
      return textIn(place, made, "experiment_id");
    } catch (error) {
      if (refusalCode(error) !== "RESOURCE_ALREADY_EXISTS") throw error;
      const other = await askExperiment();
      if (other === undefined) throw error;
      return other;
    }
  }

  function experimentId(): Promise<string> {
    known ??= makeExperiment().catch((error: unknown) => {
      known = undefined; // The next call tries again.
      throw error;
    });
    return known;
  }

  async function search(tag: string, value: string): Promise<readonly unknown[]> {
    if (/['\\]/.test(value)) throw new InvalidArgumentError(place, "a run id without quotes", value);
    const id = known === undefined ? await askExperiment() : await known;
    if (id === undefined) return [];
    const found: unknown[] = [];
    let page: string | undefined;
    do {
      const answer = await connection.post("mlflow/runs/search", {
        experiment_ids: [id],
        filter: `tags."${tag}" = '${value}'`,
        max_results: 1000,
        order_by: ["attributes.start_time ASC", "attributes.run_id ASC"],
        ...(page !== undefined && { page_token: page }),
      });
      found.push(...listIn(answer, "runs"));
      const next = valueIn(answer, "next_page_token");
      page = typeof next === "string" && next !== "" ? next : undefined;
    } while (page !== undefined);
    return found;
  }

  function toRun(facts: unknown): MlflowRun {
    const id = textIn(place, facts, "info", "run_id");
    const artifacts = textIn(place, facts, "info", "artifact_uri");
    const params = new Map(pairsIn(facts, "data", "params"));
    return { id, artifacts, facts, params, remarks: new Set(pairsIn(facts, "data", "tags").keys()) };
  }

  const runs: MlflowRuns = {
    async find(runId) {
      const [facts] = await search(runIdTag, runId);
      return facts === undefined ? undefined : toRun(facts);
    },
    async nestedIn(runId) {
      const tags = (await search(parentTag, runId)).map((facts) => pairsIn(facts, "data", "tags").get(runIdTag));
      return [...new Set(tags.filter((id) => id !== undefined))];
    },
    async findOrCreate(run) {
      const { runId, name, parent, time } = run;
      const experiment_id = await experimentId();
      const found = await runs.find(runId);
      if (found !== undefined) return found;
      const above = parent === undefined ? undefined : await runs.findOrCreate({ runId: parent, time });
      const tags = {
        [runIdTag]: runId,
        ...(parent !== undefined && { [parentTag]: parent }),
        ...(above !== undefined && { "mlflow.parentRunId": above.id }),
      };
      await connection.post("mlflow/runs/create", {
        experiment_id,
        run_name: name ?? runId,
        start_time: wholeTime(time),
        tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      });
      // Asked for again, as another process may have been earlier.
      const made = await runs.find(runId);
      if (made === undefined) throw new MissingError(place, `run ${runId}`, "MLflow has taken it and does not find it");
      return made;
    },
  };
  return runs;
}

/** MLflow takes whole milliseconds, from 1970 on. */
export function wholeTime(time: number): number {
  return Math.max(0, Math.round(time));
}
