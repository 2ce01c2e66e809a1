import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type NewSchema, registrySerializer } from "golden-pipeline/adapters/kafka";
import { afterAll, describe, expect, it } from "vitest";
import { admin, broker, newRegistry, newTopic, python, readTopic, send, url } from "./place.js";

const script = "test/services/apicurio/children/reference.py";
const fields = ["user", "n", "ratio", "note"];
const schemas: readonly NewSchema[] = [
  {
    type: "AVRO",
    schema: JSON.stringify({
      type: "record",
      name: "Row",
      namespace: "tests",
      fields: [
        { name: "user", type: "string" },
        { name: "n", type: "long" },
        { name: "ratio", type: "double" },
        { name: "note", type: ["null", "string"], default: null },
      ],
    }),
  },
  {
    type: "JSON",
    schema: JSON.stringify({
      $schema: "http://json-schema.org/draft-07/schema#",
      title: "Row",
      type: "object",
      properties: Object.fromEntries(fields.map((name) => [name, {}])),
    }),
  },
];
const rows = [
  { user: "ann é", n: 2 ** 40, ratio: 0.1, note: null },
  { user: "", n: -1, ratio: 1e300, note: "x" },
];

afterAll(() => admin.close());

describe.each(schemas)("Confluent's own client and a real registry: $type", ({ type, schema }) => {
  const reference = async (topic: string, what: "write" | "read", given: string): Promise<string> => {
    const { stdout } = await promisify(execFile)(python, [script, broker, url, topic, what, type, schema, given]);
    return stdout;
  };

  it("what it writes is read here", async () => {
    const topic = await newTopic(1);
    await reference(topic, "write", JSON.stringify(rows));
    expect(await readTopic(topic)).toMatchObject(rows);
  });

  it("what is written here is read by it", async () => {
    const topic = await newTopic(1);
    const { serialize } = registrySerializer({ registry: newRegistry(), topic, schema: { type, schema } });
    await send(topic, 0, await Promise.all(rows.map(serialize)));
    expect(JSON.parse(await reference(topic, "read", String(rows.length)))).toEqual(rows);
  });
});
