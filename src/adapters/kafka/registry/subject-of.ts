/** How a subject is named that a value's schema is registered under: after the topic, the record, or both. */
export type SubjectStrategy = "topic" | "record" | "topic-record";

export const subjectStrategies = ["topic", "record", "topic-record"] as const satisfies readonly SubjectStrategy[];

/** The names of Confluent's TopicNameStrategy, RecordNameStrategy and TopicRecordNameStrategy. @throws {TypeError} the schema has no name, and the strategy needs one. */
export function subjectOf(strategy: SubjectStrategy, topic: string, record: string | undefined): string {
  if (strategy === "topic") return `${topic}-value`;
  if (record === undefined)
    throw new TypeError(
      `Expected a schema with a name, as the subject is named after it (\`subject: "${strategy}"\`), got one without: a JSON Schema is named by its \`title\``,
    );
  return strategy === "record" ? record : `${topic}-${record}`;
}
