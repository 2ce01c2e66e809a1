import { z } from "zod";

const status = z.enum(["INVALID", "PRESENT", "NULL_VALUE", "NOT_FOUND", "OUTSIDE_MAX_AGE"]);

/** What `/get-online-features` answers, a result for each feature and in it a value for each entity; Feast's page on it shows it the other way round. */
export const onlineResponse = z.object({
  metadata: z.object({ feature_names: z.array(z.string()) }),
  results: z.array(
    z.object({ values: z.array(z.json()), statuses: z.array(status), event_timestamps: z.array(z.string()) }),
  ),
});

export type FeastStatus = z.infer<typeof status>;
