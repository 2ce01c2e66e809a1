/** The kinds of schemas as the registry names them: Avro, JSON Schema, Protocol Buffers. */
export type SchemaType = "AVRO" | "JSON" | "PROTOBUF";

/** A schema as it is registered. */
export interface NewSchema {
  readonly type: SchemaType;
  /** Its text: JSON for Avro and JSON Schema, a `.proto` file for Protobuf. */
  readonly schema: string;
  /** The schemas it names: each name (of a type, a file or an address) is a version of a subject. @default none */
  readonly references?: readonly SchemaReference[];
}

export interface SchemaReference {
  /** What the schema calls it: a full name in Avro, the imported path in Protobuf. */
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

/** A schema with all that it refers to, directly or not. */
export interface ResolvedSchema {
  readonly type: SchemaType;
  readonly schema: string;
  /** Each stands behind those that it refers to itself. */
  readonly references: readonly { readonly name: string; readonly schema: string }[];
}

/**
 * What this adapter asks of a schema registry: `schemaRegistry` gives it over the REST interface of Confluent's, `createMemorySchemaRegistry` in memory.
 * Its promises reject with a {@link ServiceError} when the registry does not answer or refuses, and never tell a secret.
 */
export interface SchemaRegistry {
  /** For messages: the address, without names and passwords. */
  readonly name: string;
  /** The schema under an id (a number) or a GUID (text); undefined when the registry has none. */
  find(id: number | string): Promise<ResolvedSchema | undefined>;
  /** Registers a schema as the newest of a subject unless it is there already. @returns its id. */
  register(subject: string, schema: NewSchema): Promise<number>;
  /** The id of a schema that a subject has already; undefined when it has not. */
  lookUp(subject: string, schema: NewSchema): Promise<number | undefined>;
}
