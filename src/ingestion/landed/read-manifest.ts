import type { Digest, Json, JsonObject } from "../../core/index.js";

/** Checks the stored JSON of landed data. zod is loaded only here, where a run is resumed: services that ingest start without it. */
export async function readManifest(json: unknown) {
  const { z } = await import("zod");
  const segment = z.object({
    sequence: z.int(),
    blob: z.custom<Digest>((value) => typeof value === "string"),
    rows: z.int(),
    format: z.string(),
    reading: z.custom<JsonObject>((value) => typeof value === "object" && value !== null),
  });
  const manifest = z.object({
    contract: z.custom<Json>((value) => typeof value === "object" && value !== null),
    source: z.string(),
    log: z.string(),
    subject: z.string().optional(),
    segments: z.array(segment),
  });
  return manifest.parse(json);
}
