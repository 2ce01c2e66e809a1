import { readFileSync } from "node:fs";
import type { NewSchema, ResolvedSchema, SchemaRegistry } from "golden-pipeline/adapters/kafka";
import { registrySerializer } from "golden-pipeline/adapters/kafka";
import { describe, expect, it } from "vitest";
import { parseCanonicalJson } from "../../../../src/core/house.js";
import { readFramed } from "./framed-record.js";

interface Case extends ResolvedSchema {
  readonly name: string;
  readonly id: number | string;
  readonly value: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly row: unknown;
}

const path = "test/fixtures/kafka/registry-values.json";
const { source, cases } = JSON.parse(readFileSync(path, "utf8")) as {
  readonly source: string;
  readonly cases: readonly Case[];
};

/** A registry that gives schemas the ids that the reference gave them. */
function registryOf({ id, type, schema, references }: Case): SchemaRegistry {
  return {
    name: "reference",
    find: async (asked) => (asked === id ? { type, schema, references } : undefined),
    register: async () => Number(id),
    lookUp: async () => Number(id),
  };
}

const rowOf = ({ row }: Case) => parseCanonicalJson(JSON.stringify(row)) as Record<string, unknown>;

describe(`values that ${source} has written`, () => {
  it.each(cases)("are read: $name", async (one) => {
    const headers = Object.fromEntries((one.headers ?? []).map(([name, hex]) => [name, Buffer.from(hex, "hex")]));
    const [row] = await readFramed(registryOf(one), [{ value: Buffer.from(one.value, "hex"), headers }]);
    expect(row).toEqual(rowOf(one));
  });

  const messages: Readonly<Record<string, string>> = {
    "Protobuf, the second message": "golden.Other",
    "Protobuf, a nested message": "golden.Other.Deep",
  };
  it.each(cases.filter(({ headers }) => headers === undefined))("are written, byte for byte: $name", async (one) => {
    const schema: NewSchema = { type: one.type, schema: one.schema };
    const message = messages[one.name];
    const serializer = registrySerializer({
      registry: registryOf(one),
      topic: "t",
      schema,
      ...(message !== undefined && { message }),
    });
    const bytes = await serializer.serialize(rowOf(one));
    if (one.type === "PROTOBUF") {
      // Protobuf does not fix the order of map entries and fields: what it says is compared by reading it.
      const [row] = await readFramed(registryOf(one), [{ value: bytes }]);
      expect(row).toEqual(rowOf(one));
      expect(Buffer.from(bytes).length).toBe(one.value.length / 2);
    } else expect(Buffer.from(bytes).toString("hex")).toBe(one.value);
  });
});
