import { checkOptions, type OptionRules, option } from "../../../core/house.js";
import { SourceError } from "../../../core/index.js";
import { ServiceError } from "../../../ports/index.js";
import type { ValueCodec } from "../values/value-codec.js";
import { writeFrame } from "./registry-frame.js";
import { schemaName } from "./schema-name.js";
import type { NewSchema, ResolvedSchema, SchemaRegistry } from "./schema-registry.js";
import { type SubjectStrategy, subjectOf, subjectStrategies } from "./subject-of.js";

export interface RegistrySerializerOptions {
  readonly registry: SchemaRegistry;
  /** Where the values go: the subject is named after it. */
  readonly topic: string;
  readonly schema: NewSchema;
  /** Which message of a Protobuf file, by its name. @default the first */
  readonly message?: string;
  /** How the schema's subject is named. @default "topic": `<topic>-value` */
  readonly subject?: SubjectStrategy;
  /** Whether the schema is registered when its subject does not have it, or that is an error. @default true */
  readonly register?: boolean;
}

const rules: OptionRules<RegistrySerializerOptions> = {
  registry: option.required(option.noun),
  topic: option.required(option.text),
  schema: option.required(option.noun),
  message: option.text,
  subject: option.oneOf(...subjectStrategies),
  register: option.flag,
};

export interface RegistrySerializer {
  /**
   * A row as a value in the registry's wire format, by Confluent's rules. The registry is asked before the first one.
   * @throws {TypeError} the row does not fit the schema, or would lose something. @throws {ServiceError} the registry does not answer, refuses the schema
   * (as one that is not compatible with its subject's) or does not have it. @throws {SourceError} the package of the format is not installed.
   */
  serialize(row: Readonly<Record<string, unknown>>): Promise<Uint8Array>;
}

/** What a schema is once it has an id. */
interface Prepared {
  readonly id: number;
  readonly codec: ValueCodec;
  /** What names a Protobuf message. */
  readonly indexes?: Uint8Array;
}

/**
 * Writes rows as values of a registered schema: Avro, JSON Schema or Protobuf. Rows are those that `kafkaSource` gives for such values.
 * @example
 * const serializer = registrySerializer({ registry, topic: "clicks", schema: { type: "AVRO", schema } });
 * await producer.send("clicks", [{ value: await serializer.serialize({ user: "ann", clicks: 3 }) }]);
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function registrySerializer(options: RegistrySerializerOptions): RegistrySerializer {
  checkOptions("registry serializer", options, rules);
  let preparing: Promise<Prepared> | undefined;
  return {
    async serialize(row) {
      preparing ??= prepare(options).catch((error: unknown) => {
        preparing = undefined; // The next row asks again.
        throw error;
      });
      const { id, codec, indexes } = await preparing;
      return writeFrame(id, codec.encode(row), indexes);
    },
  };
}

async function prepare(options: RegistrySerializerOptions): Promise<Prepared> {
  const { registry, topic, schema, message, subject: strategy = "topic", register = true } = options;
  const place = "registry serializer";
  const named = strategy === "topic" ? undefined : await schemaName(schema, message);
  const subject = subjectOf(strategy, topic, named);
  const id = register ? await registry.register(subject, schema) : await registry.lookUp(subject, schema);
  if (id === undefined) {
    const said = `Expected subject ${subject} of ${registry.name} to have the schema already, as \`register\` is false: register it, or take the one that it has`;
    throw new ServiceError({ place, message: said, retryable: false });
  }
  const resolved = await registry.find(id);
  if (resolved === undefined)
    throw new ServiceError({
      place,
      message: `${registry.name} has no schema ${id}, which it gave itself`,
      retryable: true,
    });
  return { id, ...(await codecOf(resolved, message)) };
}

async function codecOf(schema: ResolvedSchema, message: string | undefined): Promise<Omit<Prepared, "id">> {
  try {
    switch (schema.type) {
      case "AVRO": {
        const { avroCodec } = await import("../values/avro/avro-codec.js");
        return { codec: await avroCodec(schema) };
      }
      case "JSON": {
        const { jsonCodec } = await import("../values/json-codec.js");
        return { codec: jsonCodec(schema) };
      }
      case "PROTOBUF": {
        const { protobufCodec } = await import("../values/protobuf/protobuf-codec.js");
        return (await protobufCodec(schema)).message(message);
      }
    }
  } catch (error) {
    if (SourceError.isInstance(error) || !(error instanceof Error)) throw error;
    throw new TypeError(`Expected a schema of ${schema.type} that can be read: ${error.message}`, { cause: error });
  }
}
