import { counted } from "../../core/house.js";
import { MissingError, type RunRecord, readRun } from "../../core/index.js";
import { type Call, type Command, type ExitCode, jsonOption } from "../command.js";
import { formatDuration, formatTime } from "../format.js";
import { listAll } from "../list-all.js";

const prefix = "runs/";

export const runs: Command = {
  name: "runs",
  words: [{ name: "run", optional: true }],
  about: "the runs that were recorded, the newest first; of one run its stages. 1 when that run failed",
  options: jsonOption,
  run: (call) => (call.words[0] === undefined ? listRuns(call) : tellRun(call, call.words[0])),
};

async function listRuns(call: Call): Promise<ExitCode> {
  const records: RunRecord[] = [];
  for (const log of await call.store.logs(prefix)) {
    try {
      records.push(await readRun(call.store, log.slice(prefix.length)));
    } catch (error) {
      // The log has been opened and nothing written into it yet.
      if (!MissingError.isInstance(error)) throw error;
    }
  }
  records.sort((left, right) => right.startedAt - left.startedAt);
  await listAll(call, records, {
    run: ({ runId }) => runId,
    what: ({ stage }) => stage.id,
    status: ({ status }) => status,
    started: ({ startedAt }) => formatTime(startedAt),
    took,
    resumes: ({ resumes }) => resumes,
  });
  return 0;
}

async function tellRun({ store, has, json, table, print }: Call, runId: string): Promise<ExitCode> {
  const run = await readRun(store, runId);
  const failed = run.status === "failed" || run.status === "aborted";
  if (has("json")) await json(run);
  else {
    const { git } = run.surroundings ?? {};
    await print(`${run.runId}: ${run.stage.id} ${run.status}`, failed ? "bad" : "good");
    await print(
      [
        `started ${formatTime(run.startedAt)}, took ${took(run)}, seed ${run.seed}, resumed ${counted(run.resumes, "time")}`,
        ...(git ? [`commit ${git.commit}${"dirty" in git && git.dirty ? " with changes" : ""}`] : []),
        ...(run.error ? [`${run.error.name}: ${run.error.message}`] : []),
      ].join("\n"),
    );
    await print("");
    await table(
      ["stage", "status", "took", "attempt", "what went wrong"],
      run.stages.map((stage) => [stage.path, stage.status, took(stage), stage.attempt, stage.error?.message ?? ""]),
    );
  }
  return failed ? 1 : 0;
}

function took({ startedAt, endedAt }: Pick<RunRecord, "startedAt" | "endedAt">): string {
  return endedAt === undefined ? "–" : formatDuration(endedAt - startedAt);
}
