import { z } from "zod";

const view = z.object({
  spec: z.object({
    name: z.string(),
    ttl: z
      .string()
      .regex(/^\d+(\.\d+)?s$/)
      .default("0s"),
    entityColumns: z.array(z.object({ name: z.string() })).default([]),
    features: z.array(z.object({ name: z.string() })).default([]),
    batchSource: z.object({
      timestampField: z.string(),
      createdTimestampColumn: z.string().optional(),
      fieldMapping: z.record(z.string(), z.string()).default({}),
      fileOptions: z.object({ uri: z.string() }).optional(),
    }),
  }),
});

/** What of `feast registry-dump` an offline join needs. Protocol Buffers leave out what is empty. */
export const registryDump = z.object({ featureViews: z.array(view).default([]) });
