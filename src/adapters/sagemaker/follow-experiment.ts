import type { RolloutMirrorOutcome } from "../../ports/index.js";
import type { Connection } from "./connection.js";
import { endpointTags, type FoundEndpoint } from "./found-endpoint.js";
import {
  experimentRequest,
  experimentStatus,
  type ShadowExperiment,
  type WantedExperiment,
} from "./shadow-experiment.js";
import { writeTag } from "./tags.js";

/** What came of looking at an endpoint's experiment. */
export interface ExperimentStep {
  readonly changes: readonly string[];
  readonly pending?: string;
  readonly skipped?: RolloutMirrorOutcome["skipped"];
}

/** What the tag of an endpoint says: the experiment that was begun last, its number, and whether it has ended. */
function readTag(text: string | undefined) {
  const { name, number, ended } = /^(?<name>\S+-(?<number>\d+))(?<ended> ended)?$/.exec(text ?? "")?.groups ?? {};
  return { name, number: Number(number ?? 0), isOver: name === undefined || ended !== undefined };
}

/**
 * Looks after the experiment that an endpoint has: while it runs, the endpoint is SageMaker's. @returns Undefined where there is none, and the endpoint may
 * be changed.
 */
export async function followExperiment(
  connection: Connection,
  found: FoundEndpoint,
  wanted: WantedExperiment | undefined,
  begin: (name: string) => Promise<ExperimentStep>,
): Promise<ExperimentStep | undefined> {
  const { name, isOver } = readTag(found.tags.get(endpointTags.experiment));
  if (name === undefined || isOver) return undefined;
  const status = await experimentStatus(connection, name);
  const hasEnded = status === undefined || status === "Completed" || status === "Cancelled";
  if (wanted !== undefined && name.startsWith(`${wanted.base}-`)) {
    // It was noted, and then the process was killed.
    if (status === undefined) return begin(name);
    if (status === "Running") return { changes: [] };
    const what = `the shadow ${wanted.shadow.version}`;
    const reason = `the inference experiment ${name} is ${status}: its time is over, or somebody has stopped it. Stop the shadow and begin it again for another one`;
    return hasEnded ? { changes: [], skipped: [{ what, reason }] } : { changes: [], pending: `${name} is ${status}` };
  }
  if (hasEnded) {
    // What SageMaker left is another configuration than was asked for, which nobody took back.
    await writeTag(connection, found.arn, endpointTags.configuration, "none");
    await writeTag(connection, found.arn, endpointTags.experiment, `${name} ended`);
    return { changes: [`${name} has ended`], pending: "the endpoint goes on without it" };
  }
  if (status !== "Running") return { changes: [], pending: `${name} is ${status}` };
  await connection.call("stopping the inference experiment", (client, commands, abort) =>
    client.send(
      new commands.StopInferenceExperimentCommand({
        Name: name,
        ModelVariantActions: { champion: "Retain", shadow: "Remove" },
        DesiredState: "Completed",
        Reason: "the rollout says so",
      }),
      abort,
    ),
  );
  return { changes: [`${name} is stopped`], pending: `${name} is Stopping` };
}

/** Begins an experiment, under the name given or the next one: noted first, so that it is found again. */
export async function beginExperiment(
  connection: Connection,
  endpoint: string,
  found: FoundEndpoint,
  wanted: WantedExperiment,
  experiment: ShadowExperiment,
  given?: string,
): Promise<ExperimentStep> {
  const { number } = readTag(found.tags.get(endpointTags.experiment));
  const name = given ?? `${wanted.base}-${number + 1}`;
  const request = experimentRequest(endpoint, name, wanted, experiment);
  await writeTag(connection, found.arn, endpointTags.experiment, name);
  await connection.make("making the inference experiment", (client, commands, abort) =>
    client.send(new commands.CreateInferenceExperimentCommand(request), abort),
  );
  return { changes: [`${wanted.shadow.version} shadows in ${name}`], pending: `${name} is Creating` };
}
