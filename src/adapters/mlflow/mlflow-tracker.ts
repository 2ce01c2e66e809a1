import { checkOptions } from "../../core/house.js";
import type { JsonObject, Tracker, Tracking } from "../../core/index.js";
import { connect, refusalCode } from "./connection.js";
import { type EntryFile, entryItems } from "./entry-items.js";
import { type LogItem, logBatches } from "./log-batches.js";
import { type MlflowOptions, mlflowRules } from "./mlflow-options.js";
import { type MlflowRun, mlflowRuns, type NewRun, wholeTime } from "./mlflow-runs.js";
import { readMlflowRun } from "./read-mlflow-run.js";

export interface MlflowTracker extends Tracker {
  /** What a run has told, read back from MLflow. @throws {MissingError} the experiment has no such run. */
  read(runId: string): Promise<Tracking>;
}

const statuses = { succeeded: "FINISHED", failed: "FAILED", aborted: "KILLED" } as const;

/**
 * Tracks runs in MLflow: each as a run of the experiment, nested ones below their parents. Entries are named `<stage>/<name>` there. A run that is
 * taken up again goes on in the same run of MLflow's, found by its tag `golden_pipeline.run_id`.
 * @example createRunner({ store, tracker: mlflowTracker({ url: "http://127.0.0.1:5000", experiment: "late-flights" }) })
 * @throws {InvalidArgumentError} an option is outside what is accepted. Its methods reject with a `ServiceError` when MLflow did not take what they tell.
 */
export function mlflowTracker(options: MlflowOptions): MlflowTracker {
  checkOptions("mlflow", options, mlflowRules);
  const connection = connect("mlflow", options);
  const runs = mlflowRuns(connection, options.experiment);
  const open = new Map<string, Promise<MlflowRun>>();

  function enter(run: NewRun): Promise<MlflowRun> {
    const { runId } = run;
    const known = open.get(runId) ?? runs.findOrCreate(run);
    open.set(runId, known);
    known.catch(() => open.delete(runId)); // The next call tries again.
    return known;
  }

  const update = async (id: string, facts: JsonObject): Promise<void> =>
    void (await connection.post("mlflow/runs/update", { run_id: id, ...facts }));

  async function send(run_id: string, items: readonly LogItem[]): Promise<void> {
    for (const batch of logBatches(items)) await connection.post("mlflow/runs/log-batch", { run_id, ...batch });
  }

  async function upload(run: MlflowRun, files: readonly EntryFile[], blobs: Parameters<Tracker["log"]>[2]) {
    for (const { path, content } of files)
      await connection.upload(run.artifacts, path, typeof content === "string" ? await blobs.get(content) : content);
    await send(
      run.id,
      files.map(({ item }) => item),
    );
  }

  return {
    specificationVersion: "v1",
    async start({ runId, name, parent, time }) {
      open.delete(runId); // Another process may have told more of it.
      const { id } = await enter({ runId, name, time, ...(parent !== undefined && { parent }) });
      await update(id, { status: "RUNNING", run_name: name });
    },
    async log(runId, entries, blobs) {
      const tell = async (): Promise<void> => {
        const run = await enter({ runId, time: Date.now() });
        const { items, files } = entryItems(entries, run);
        // Numbers first: what becomes of a file is no reason to lose them.
        await send(run.id, items);
        await upload(run, files, blobs);
      };
      try {
        await tell();
      } catch (error) {
        open.delete(runId); // What it holds now has to be asked for.
        // Another process has told a param of this name meanwhile: now it is a change.
        if (refusalCode(error) !== "INVALID_PARAMETER_VALUE") throw error;
        await tell();
      }
    },
    async flush() {}, // Nothing waits here.
    async finish(runId, status, time) {
      const { id } = await enter({ runId, time });
      await update(id, { status: statuses[status], end_time: wholeTime(time) });
      open.delete(runId);
    },
    read: (runId) => readMlflowRun(connection, runs, runId),
  };
}
