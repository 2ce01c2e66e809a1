import type { RecordedEvent } from "../../core/house.js";
import type { RunRecord, Store } from "../../core/index.js";
import type { Facets } from "./facet.js";
import type { LineageDataset } from "./lineage-event.js";
import { datasetReader, noDatasets, type StageDatasets } from "./stored-datasets.js";

export interface Datasets {
  readonly inputs: readonly LineageDataset[];
  readonly outputs: readonly LineageDataset[];
}

export interface RunDatasets {
  /** What the run took from outside and what it gave back. */
  readonly run: Datasets;
  of(stage: { readonly path: string; readonly input?: string }): Datasets;
}

/** What flowed through a run. The input of a stage is known by its digest or version: it is the output of another stage, or a dataset that was made before. */
export async function readRunDatasets(
  store: Store,
  told: {
    readonly record: RunRecord;
    readonly events: readonly RecordedEvent[];
    readonly namespace: string;
    readonly facets: Facets;
  },
): Promise<RunDatasets> {
  const { record, events, namespace, facets } = told;
  const read = datasetReader(store, { namespace, facets });
  const byPath = new Map<string, StageDatasets>();
  /** By the digest of a stored output, and by the version of what it holds. */
  const byDigest = new Map<string, readonly LineageDataset[]>();
  for (const event of events) {
    if (event.type !== "stage-ended" || event.data.output === undefined || !("digest" in event.data.output)) continue;
    const datasets = await read(event.data.output);
    byPath.set(event.data.stage, datasets);
    byDigest.set(event.data.output.digest, datasets.outputs);
    for (const dataset of datasets.outputs) {
      const version = dataset.facets.version?.datasetVersion;
      if (typeof version === "string" && !byDigest.has(version)) byDigest.set(version, [dataset]);
    }
  }
  for (const input of new Set([record.input, ...record.stages.map((stage) => stage.input)])) {
    if (input === undefined || byDigest.has(input)) continue;
    if (!input.startsWith("dataset-")) continue;
    const name = (await contractOf(store, input)) ?? input;
    byDigest.set(input, [{ namespace, name, facets: facets.version({ datasetVersion: input }) }]);
  }

  const find = (digest: string | undefined): readonly LineageDataset[] =>
    (digest === undefined ? undefined : byDigest.get(digest)) ?? [];
  const stages = [...byPath.values()];
  return {
    run: {
      inputs: [...find(record.input), ...stages.flatMap(({ sources }) => sources)].map(asInput),
      outputs: [...find(record.output), ...stages.flatMap(({ aside }) => aside)],
    },
    of({ path, input }) {
      const stage = byPath.get(path) ?? noDatasets;
      return { inputs: [...find(input), ...stage.sources].map(asInput), outputs: [...stage.outputs, ...stage.aside] };
    },
  };
}

/** The contract of a dataset that validation has made; undefined for one that an application put together, as of several months. */
async function contractOf(store: Store, version: string): Promise<string | undefined> {
  for (const log of await store.logs("lineage/"))
    for await (const { data } of store.read(log))
      if (typeof data === "object" && data !== null && "dataset" in data && data.dataset === version)
        return log.slice("lineage/".length);
  return undefined;
}

/** What counts how much was written, and what it was made of, says nothing of what is read. */
function asInput({ namespace, name, facets }: LineageDataset): LineageDataset {
  const { columnLineage: _, ...others } = facets;
  return { namespace, name, facets: others };
}
