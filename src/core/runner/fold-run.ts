import type { RecordedEvent } from "./run-events.js";
import type { RunRecord, StageRecord } from "./run-record.js";

/** The run record that these events tell of; undefined when they do not begin with a start. */
export function foldRun(runId: string, events: Iterable<RecordedEvent>): RunRecord | undefined {
  let run: Omit<RunRecord, "stages"> | undefined;
  const stages = new Map<string, StageRecord>();
  for (const event of events) {
    run = foldRunEvent(runId, run, event);
    foldStageEvent(stages, event);
  }
  return run && { ...run, stages: [...stages.values()] };
}

type RunPart = Omit<RunRecord, "stages">;

function foldRunEvent(runId: string, run: RunPart | undefined, event: RecordedEvent): RunPart | undefined {
  if (event.type === "run-started") {
    const { stage, seed, input, batch, surroundings } = event.data;
    const known = {
      ...(input !== undefined && { input }),
      ...(batch && { batch }),
      ...(surroundings && { surroundings }),
    };
    return { runId, status: "running", stage, seed, resumes: 0, startedAt: event.time, ...known };
  }
  if (run === undefined) return undefined;
  if (event.type === "run-resumed") {
    const { endedAt: _endedAt, error: _error, ...kept } = run;
    const { surroundings } = event.data;
    return { ...kept, status: "running", resumes: run.resumes + 1, ...(surroundings && { surroundings }) };
  }
  if (event.type === "run-ended") {
    const { status, output, error } = event.data;
    return { ...run, status, endedAt: event.time, ...digestOfOutput(output), ...(error && { error }) };
  }
  return run;
}

function foldStageEvent(stages: Map<string, StageRecord>, event: RecordedEvent): void {
  if (event.type === "stage-started") {
    const { stage: path, id, fingerprint, input } = event.data;
    stages.delete(path); // So that a stage which begins again stands at the end.
    stages.set(path, {
      path,
      id,
      fingerprint,
      status: "running",
      attempt: 1,
      startedAt: event.time,
      ...(input !== undefined && { input }),
    });
  }
  if (event.type !== "stage-ended" && event.type !== "stage-failed") return;
  const stage = stages.get(event.data.stage);
  if (stage === undefined) return;
  const ended = { ...stage, attempt: event.data.attempt, endedAt: event.time };
  if (event.type === "stage-failed") stages.set(stage.path, { ...ended, status: "failed", error: event.data.error });
  else stages.set(stage.path, { ...ended, status: "succeeded", ...digestOfOutput(event.data.output) });
}

function digestOfOutput(output: object | undefined): { readonly output?: string } {
  return output !== undefined && "digest" in output && typeof output.digest === "string"
    ? { output: output.digest }
    : {};
}
