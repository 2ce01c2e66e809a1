import { z } from "zod";
import type { DataType } from "./read-value.js";

const dataType: z.ZodType<DataType> = z.lazy(() =>
  z.object({
    type: z.string(),
    elementType: dataType.optional(),
    valueType: dataType.optional(),
    fields: z.array(z.object({ name: z.string(), dataType })).optional(),
  }),
);

const status = z.enum(["PRESENT", "MISSING_DATA", "UNKNOWN", "TIME_OUT"]);

/** What is known of a feature. In a batch there is a status for each of its entities, but one time for all of them. */
const feature = z.object({
  name: z.string(),
  dataType: dataType.optional(),
  effectiveTime: z.string().nullish(),
  status: z.union([status, z.array(status)]),
});

const vector = z.object({ features: z.array(z.json()) });

/** What `get-features` answers, and `get-features-batch`, which has a list of results. */
export const featuresResponse = z.object({
  result: z.union([vector.transform((one) => [one]), z.array(vector)]),
  metadata: z.object({ features: z.array(feature) }),
});

export type TectonStatus = z.infer<typeof status>;
