import { z } from "zod";

/**
 * What OpenLineage 2-0-2 demands of a run event and of the facets that are told here, restated from its JSON Schemas
 * (spec/OpenLineage.json and spec/facets/*.json of github.com/OpenLineage/OpenLineage, Apache-2.0).
 */
const facet = z.looseObject({ _producer: z.url(), _schemaURL: z.url() });
const facets = (known: Readonly<Record<string, z.ZodType>>) => z.object(known).partial().strict();
const of = (facts: z.ZodRawShape) => facet.extend(facts);
const run = z.object({ runId: z.guid() });
const job = z.object({ namespace: z.string().min(1), name: z.string().min(1) });
const assertions = of({ assertions: z.array(z.object({ assertion: z.string(), success: z.boolean() })) });

/** facets/1-2-0/ColumnLineageDatasetFacet.json, with the subtypes that its documentation lists for each type. */
const transformation = z.union([
  z.strictObject({
    type: z.literal("DIRECT"),
    subtype: z.enum(["IDENTITY", "TRANSFORMATION", "AGGREGATION"]),
    description: z.string().optional(),
    masking: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("INDIRECT"),
    subtype: z.enum(["JOIN", "GROUP_BY", "FILTER", "SORT", "WINDOW", "CONDITIONAL"]),
    description: z.string().optional(),
    masking: z.boolean().optional(),
  }),
]);
export const inputField = z.strictObject({
  namespace: z.string().min(1),
  name: z.string().min(1),
  field: z.string().min(1),
  transformations: z.array(transformation).min(1),
});
const columnLineage = of({
  fields: z.record(z.string(), z.strictObject({ inputFields: z.array(inputField) })),
  dataset: z.array(inputField).optional(),
});

const dataset = job.extend({
  facets: facets({
    schema: of({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }),
    version: of({ datasetVersion: z.string() }),
  }),
});

export const runEvent = z.strictObject({
  eventType: z.enum(["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"]),
  eventTime: z.iso.datetime(),
  producer: z.url(),
  schemaURL: z.literal("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"),
  run: run.extend({
    facets: facets({
      parent: of({ run, job }),
      errorMessage: of({ message: z.string(), programmingLanguage: z.string() }),
      processing_engine: of({ version: z.string(), name: z.string() }),
      jobRunParameters: of({ parameters: z.array(z.strictObject({ key: z.string(), value: z.json() })) }),
    }),
  }),
  job: job.extend({
    facets: facets({
      jobType: of({ processingType: z.literal("BATCH"), integration: z.string(), jobType: z.string() }),
      sourceCodeLocation: of({ type: z.literal("git"), url: z.url(), repoUrl: z.string(), version: z.string() }),
    }),
  }),
  inputs: z.array(dataset.strict()),
  outputs: z.array(
    dataset
      .extend({
        facets: dataset.shape.facets.extend({ columnLineage: columnLineage.optional() }),
        outputFacets: facets({
          outputStatistics: of({ rowCount: z.int() }),
          dataQualityAssertions: assertions,
        }).optional(),
      })
      .strict(),
  ),
});
