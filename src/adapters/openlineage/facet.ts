import type { Json } from "../../core/index.js";
import type { LineageFacet } from "./lineage-event.js";

const schemas = {
  columnLineage: "1-2-0/ColumnLineageDatasetFacet",
  dataQualityAssertions: "1-0-1/DataQualityAssertionsDatasetFacet",
  errorMessage: "1-0-0/ErrorMessageRunFacet",
  jobRunParameters: "1-0-0/JobRunParametersFacet",
  jobType: "2-0-4/JobTypeJobFacet",
  outputStatistics: "1-0-2/OutputStatisticsOutputDatasetFacet",
  parent: "1-0-1/ParentRunFacet",
  processing_engine: "1-1-0/ProcessingEngineRunFacet",
  schema: "1-0-0/SchemaDatasetFacet",
  sourceCodeLocation: "1-0-1/SourceCodeLocationJobFacet",
  version: "1-0-0/DatasetVersionDatasetFacet",
} as const;

/** The schema that run events hold to. */
export const eventSchema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

/** Facets by their OpenLineage names, e.g. `facets.schema({ fields })`. */
export type Facets = {
  readonly [Name in keyof typeof schemas]: (facts: FacetFacts) => { [name in Name]: LineageFacet };
};

interface FacetFacts {
  readonly [fact: string]: Json;
}

/** @param producer The address of the code that says so. */
export function facetsOf(producer: string): Facets {
  const made = Object.entries(schemas).map(([name, path]) => {
    const definition = path.split("/")[1];
    const _schemaURL = `https://openlineage.io/spec/facets/${path}.json#/$defs/${definition}`;
    return [name, (facts: FacetFacts) => ({ [name]: { _producer: producer, _schemaURL, ...facts } })] as const;
  });
  return Object.fromEntries(made) as Facets;
}
