import type { JsonObject } from "../../../core/index.js";

/** How the values of a batch are read, as it stands beside its bytes: all that it takes, so that they can be read without a registry, and for ever the same. */
export type ValueReading = JsonReading | RegistryReading;

/** Values are JSON. */
export interface JsonReading extends JsonObject {
  readonly values: "json";
  readonly maximumDepth: number;
}

/** Values name their schemas in the registry's wire format. */
export interface RegistryReading extends JsonObject {
  readonly values: "registry";
  readonly maximumDepth: number;
  /** Where the schemas come from. */
  readonly registry: string;
  /** Those that the batch names, by id or GUID; null for one that the registry does not have. */
  readonly schemas: { readonly [id: string]: ReadingSchema | null };
  /** By which schema values of Avro are read, when it is not the writer's. */
  readonly readerSchema?: string;
}

export interface ReadingSchema extends JsonObject {
  readonly type: string;
  readonly schema: string;
  readonly references: readonly ReadingReference[];
}

interface ReadingReference extends JsonObject {
  readonly name: string;
  readonly schema: string;
}
