import {
  asRecorded,
  checkArguments,
  checkOptions,
  foldRun,
  type OptionRules,
  option,
  type RecordedEvent,
} from "../../core/house.js";
import { MissingError, type RunRecord, type Store } from "../../core/index.js";
import { eventSchema, type Facets, facetsOf } from "./facet.js";
import type { LineageEvent, LineageFacets } from "./lineage-event.js";
import type { Datasets } from "./run-datasets.js";
import { runUuid } from "./run-uuid.js";

export interface LineageOptions {
  /** Whose jobs and datasets these are, e.g. `flights-production`. */
  readonly namespace: string;
  /** The repository of the application's code, e.g. `https://git.example.com/flights`; with it events tell the commit. @default none */
  readonly repository?: string;
  /** The address of the code that tells of the runs. @default this library's */
  readonly producer?: string;
}

export const lineageRules: OptionRules<LineageOptions> = {
  namespace: option.required(option.text),
  repository: option.text,
  producer: option.text,
};

/**
 * A run that a store has, as OpenLineage 2-0-2 run events: the run as a job named by its stage's id, and each stage in it as a job `<pipeline>.<path>` whose
 * parent is the run. What is landed, datasets, quarantine, features, candidates and versions are their inputs and outputs, with their versions. The run's own
 * events come first and last, the stages' between them in the order in which they began.
 *
 * The same run gives the same events with the same UUIDs, so they may be sent again. Of a run or stage that is under way there is a start only.
 * Rows' values are never in them; the message of an error that failed a run or stage is.
 *
 * @throws {MissingError} the store has no such run.
 */
export async function lineageEvents(
  store: Store,
  runId: string,
  options: LineageOptions,
): Promise<readonly LineageEvent[]> {
  checkArguments("openlineage", { store, runId }, { store: option.store, runId: option.text });
  checkOptions("openlineage", options, lineageRules);
  const { namespace, producer = "https://www.npmjs.com/package/golden-pipeline" } = options;
  const facets = facetsOf(producer);
  const events: RecordedEvent[] = [];
  for await (const event of store.read(`runs/${runId}`)) events.push(asRecorded(event));
  const record = foldRun(runId, events);
  if (record === undefined) throw new MissingError("openlineage", `run ${runId}`);
  // Loaded late: it reads schemas and manifests, which whoever only listens does without.
  const { readRunDatasets } = await import("./run-datasets.js");
  const datasets = await readRunDatasets(store, { record, events, namespace, facets });

  const pairOf = (told: Told): readonly LineageEvent[] => {
    const common = {
      producer,
      schemaURL: eventSchema,
      run: { runId: told.uuid, facets: { ...told.runFacets, ...errorFacet(told, facets) } },
      job: { namespace, name: told.name, facets: told.jobFacets },
    };
    const begun: LineageEvent = {
      eventType: "START",
      eventTime: isoTime(told.startedAt),
      ...common,
      inputs: told.inputs,
      outputs: [],
    };
    if (told.endedAt === undefined) return [begun];
    const eventType = endings[told.status];
    return [
      begun,
      { eventType, eventTime: isoTime(told.endedAt), ...common, inputs: told.inputs, outputs: told.outputs },
    ];
  };

  const uuid = runUuid(namespace, runId);
  const [start, ...end] = pairOf({
    ...record,
    ...datasets.run,
    uuid,
    name: record.stage.id,
    runFacets: runFacets(record, facets),
    jobFacets: { ...jobType("PIPELINE", facets), ...sourceFacet(record, options.repository, facets) },
  });
  const parent = facets.parent({ run: { runId: uuid }, job: { namespace, name: record.stage.id } });
  const stages = record.stages.flatMap((stage) =>
    // A stage that was run alone is the run itself.
    stage.path === record.stage.id
      ? []
      : pairOf({
          ...stage,
          // What was cut off ended with its run.
          ...(stage.endedAt === undefined &&
            record.endedAt !== undefined && { endedAt: record.endedAt, status: "aborted" }),
          ...datasets.of(stage),
          uuid: runUuid(namespace, runId, stage.path),
          name: `${record.stage.id}.${stage.path}`,
          runFacets: parent,
          jobFacets: jobType("STAGE", facets),
        }),
  );
  return start === undefined ? [] : [start, ...stages, ...end];
}

interface Told extends Datasets, Pick<RunRecord, "status" | "startedAt" | "endedAt" | "error"> {
  readonly uuid: string;
  readonly name: string;
  readonly runFacets: LineageFacets;
  readonly jobFacets: LineageFacets;
}

const endings = { running: "START", succeeded: "COMPLETE", failed: "FAIL", aborted: "ABORT" } as const;

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function jobType(jobType: string, facets: Facets): LineageFacets {
  return facets.jobType({ processingType: "BATCH", integration: "GOLDEN_PIPELINE", jobType });
}

function errorFacet({ error }: Pick<RunRecord, "error">, facets: Facets): LineageFacets {
  if (error === undefined) return {};
  return facets.errorMessage({ message: `${error.name}: ${error.message}`, programmingLanguage: "JAVASCRIPT" });
}

function runFacets({ seed, resumes, surroundings, batch }: RunRecord, facets: Facets): LineageFacets {
  const facts = { seed, resumes, ...(surroundings?.lockfile && { lockfile: surroundings.lockfile.digest }), ...batch };
  const parameters = Object.entries(facts).map(([key, value]) => ({ key, value }));
  return {
    ...facets.jobRunParameters({ parameters }),
    ...(surroundings && facets.processing_engine({ name: "Node.js", version: surroundings.runtime.node })),
  };
}

function sourceFacet({ surroundings }: RunRecord, repository: string | undefined, facets: Facets): LineageFacets {
  if (repository === undefined || surroundings?.git === undefined) return {};
  const facts = { type: "git", url: repository, repoUrl: repository, version: surroundings.git.commit };
  return facets.sourceCodeLocation(facts);
}
