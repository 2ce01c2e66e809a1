import { type OptionRules, option, parseCanonicalJson } from "../../../core/house.js";
import { canonicalJson, InvalidArgumentError } from "../../../core/index.js";
import type { Prediction } from "../../../model/index.js";
import type { KafkaMessage } from "../kafka-client.js";
import { registrySerializer } from "../registry/registry-serializer.js";
import type { SchemaRegistry, SchemaType } from "../registry/schema-registry.js";
import { type SubjectStrategy, subjectStrategies } from "../registry/subject-of.js";
import { predictionSchemas } from "./prediction-schemas.js";

/** Predictions as values of a registered schema. */
export interface PredictionValues {
  readonly registry: SchemaRegistry;
  /** What their bytes are. The schema is the project's own, `golden_pipeline.Prediction`. */
  readonly type: SchemaType;
  /** How the schema's subject is named. @default "topic": `<topic>-value` */
  readonly subject?: SubjectStrategy;
  /** Whether the schema is registered when its subject does not have it, or that is an error. @default true */
  readonly register?: boolean;
}

export const predictionValuesRules: OptionRules<PredictionValues> = {
  registry: option.required(option.noun),
  type: option.required(option.oneOf("AVRO", "JSON", "PROTOBUF")),
  subject: option.oneOf(...subjectStrategies),
  register: option.flag,
};

/** Fields that hold any JSON stand as its text where a schema has no such type. */
const jsonFields = ["output", "decision", "row", "extra"] as const;
const timeFields = ["eventTime", "knownTime", "receivedTime"] as const;
/** What a Date can hold, in milliseconds. */
const latestTime = 8.64e15;

export interface PredictionSerializer {
  /** @throws {InvalidArgumentError} the schema has no room for it: a time that is no whole number of milliseconds. */
  check(prediction: Prediction): void;
  /** Turns messages whose values are predictions as canonical JSON into such of the schema. @throws what the serializer throws. */
  serialize(messages: readonly KafkaMessage[]): Promise<readonly KafkaMessage[]>;
}

export function predictionSerializer(topic: string, values: PredictionValues): PredictionSerializer {
  const { type, ...options } = values;
  const serializer = registrySerializer({ ...options, topic, schema: { type, schema: predictionSchemas[type] } });
  return {
    check(prediction) {
      for (const field of ["epoch", ...timeFields] as const)
        if (!Number.isSafeInteger(prediction[field]) || Math.abs(prediction[field]) > latestTime)
          throw new InvalidArgumentError(
            `kafka predictions ${topic}`,
            `\`${field}\` to be a whole number`,
            prediction[field],
          );
    },
    async serialize(messages) {
      const serialized: KafkaMessage[] = [];
      for (const message of messages) {
        const json = Buffer.from(message.value ?? []).toString();
        serialized.push({ ...message, value: await serializer.serialize(rowOf(json, type)) });
      }
      return serialized;
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

function rowOf(json: string, type: SchemaType): Row {
  if (type === "JSON") return JSON.parse(json) as Row;
  const row = { ...(parseCanonicalJson(json) as Row) } as Record<string, unknown>;
  for (const field of jsonFields) if (row[field] !== undefined) row[field] = canonicalJson(row[field]);
  if (type === "AVRO") for (const field of timeFields) row[field] = new Date(Number(row[field]));
  return row;
}
