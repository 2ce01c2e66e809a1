import { parseCanonicalJson, readStoredText, type StoredOutput } from "../../core/house.js";
import type { Json, Store } from "../../core/index.js";
import { type DatasetManifest, readManifest } from "../../dataset/house.js";
import { columnsOfDefinition, columnsOfFeatures, filter, identity, partOf, type ReadColumn } from "./column-lineage.js";
import type { Facets } from "./facet.js";
import type { LineageDataset, LineageFacets } from "./lineage-event.js";

/** What a stage read from outside of its run, and what it wrote. */
export interface StageDatasets {
  readonly sources: readonly LineageDataset[];
  /** What the next stage reads. */
  readonly outputs: readonly LineageDataset[];
  /** What it put aside, e.g. quarantined rows. */
  readonly aside: readonly LineageDataset[];
}

export const noDatasets: StageDatasets = { sources: [], outputs: [], aside: [] };

/** Reads which raw data, datasets, features and models stand in the outputs of stages; an output of another kind, as of an application's own stage, tells of none. */
export function datasetReader(
  { blobs }: Pick<Store, "blobs">,
  naming: { readonly namespace: string; readonly facets: Facets },
): (stored: StoredOutput) => Promise<StageDatasets> {
  const { namespace, facets } = naming;
  const named = (name: string, version?: string): LineageDataset => ({
    namespace,
    name,
    facets: version === undefined ? {} : facets.version({ datasetVersion: version }),
  });

  /** @param from The datasets that have the columns. @param whole Columns on which it depends which rows there are. */
  function lineage(
    from: readonly string[],
    made: { readonly [column: string]: readonly ReadColumn[] },
    whole: readonly ReadColumn[] = [],
  ): LineageFacets {
    const inputs = (read: readonly ReadColumn[]) =>
      from.flatMap((name) =>
        read.map(({ column, transformations }) => ({
          namespace,
          name,
          field: column,
          transformations: transformations.map(({ type, subtype }) => ({ type, subtype })),
        })),
      );
    const fields = Object.fromEntries(
      Object.entries(made).map(([column, read]) => [column, { inputFields: inputs(read) }]),
    );
    return facets.columnLineage({ fields, ...(whole.length > 0 && { dataset: inputs(whole) }) });
  }

  /** Of rows that were put together of other datasets, or came back from feedback, it is not recorded what each column was made of. */
  function validated(manifest: DatasetManifest): LineageDataset {
    const { contract, lineage: origin } = manifest;
    if (origin.parents.length > 0 || origin.raw.length === 0) return dataset(manifest);
    return dataset(manifest, "", lineage([`${contract.name}.raw`], columnsOfDefinition(contract.definition)));
  }

  function part(json: Json, name: "train" | "test"): LineageDataset {
    const manifest = readManifest(at(json, name));
    const by = at(json, "rule", "by");
    const own = manifest.columns.map((column) => [column.name, [{ column: column.name, transformations: [identity] }]]);
    const known = manifest.columns.some((column) => column.name === by);
    const whole = known ? [{ column: String(by), transformations: [filter] }] : [];
    return dataset(manifest, `.${name}`, lineage([manifest.contract.name], Object.fromEntries(own), whole));
  }

  function featureSets(json: Json): LineageDataset {
    const { contract } = readManifest(at(json, "split", "train"));
    const eventTime = partOf(contract.definition, "eventTime");
    const made = columnsOfFeatures(
      at(json, "features", "definitions"),
      typeof eventTime === "string" ? eventTime : undefined,
    );
    const { name, facets: versioned } = named(
      `${textAt(json, "model", "name")}.features`,
      textAt(json, "features", "fingerprint"),
    );
    const from = [`${contract.name}.train`, `${contract.name}.test`];
    return { namespace, name, facets: { ...versioned, ...lineage(from, made) } };
  }

  function dataset(
    { contract, version, rows, columns }: DatasetManifest,
    part = "",
    columnLineage: LineageFacets = {},
  ): LineageDataset {
    const { name, facets: versioned } = named(`${contract.name}${part}`, version);
    const fields = columns.map((column) => ({ name: column.name, type: column.type }));
    return {
      namespace,
      name,
      facets: { ...versioned, ...facets.schema({ fields }), ...columnLineage },
      outputFacets: facets.outputStatistics({ rowCount: rows }),
    };
  }

  function quarantine({ contract, lineage }: DatasetManifest): readonly LineageDataset[] {
    const { rows, reasons } = lineage.quarantined;
    if (rows === 0) return [];
    const assertions = Object.keys(reasons).map((assertion) => ({ assertion, success: false }));
    return [
      {
        ...named(`${contract.name}.quarantine`),
        outputFacets: {
          ...facets.outputStatistics({ rowCount: rows }),
          ...facets.dataQualityAssertions({ assertions }),
        },
      },
    ];
  }

  /** By the codec that wrote it. */
  const readers: Readonly<Record<string, (json: Json) => StageDatasets>> = {
    "landed@1": (json) => ({
      sources: [named(textAt(json, "source"))],
      outputs: [named(`${textAt(json, "log").replace(/^raw\//, "")}.raw`)],
      aside: [],
    }),
    "dataset@1": (json) => ({ ...wrote(validated(readManifest(json))), aside: quarantine(readManifest(json)) }),
    "split@1": (json) => wrote(part(json, "train"), part(json, "test")),
    "feature-sets@1": (json) => wrote(featureSets(json)),
    "candidate@1": (json) => wrote(candidate(json)),
    "evaluated@1": (json) => {
      const { name, facets: versioned } = candidate(at(json, "candidate"));
      return wrote({ namespace, name: name.replace(/candidate$/, "evaluation"), facets: versioned });
    },
  };
  const candidate = (json: Json): LineageDataset => {
    const trainedOn = at(json, "sets") === null ? "rows" : "sets";
    return named(`${textAt(json, trainedOn, "model", "name")}.candidate`, textAt(json, "version"));
  };
  /** Of plain JSON only a registered version says what it is. */
  const plain = (json: Json): StageDatasets =>
    at(json, "kind") === "model-version"
      ? wrote(named(textAt(json, "id").replace(/@\d+$/, ""), textAt(json, "id")))
      : noDatasets;

  return async (stored) => {
    const reader = stored.codec === null ? plain : readers[stored.codec];
    const text = reader && (await readStoredText(stored, blobs));
    return reader && text ? reader(JSON.parse(JSON.stringify(parseCanonicalJson(text)))) : noDatasets;
  };
}

function wrote(...outputs: readonly LineageDataset[]): StageDatasets {
  return { ...noDatasets, outputs };
}

function at(json: Json, ...path: readonly string[]): Json {
  let value: Json = json;
  for (const key of path)
    value =
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? ((value as { readonly [key: string]: Json })[key] ?? null)
        : null;
  return value;
}

function textAt(json: Json, ...path: readonly string[]): string {
  return String(at(json, ...path) ?? "");
}
