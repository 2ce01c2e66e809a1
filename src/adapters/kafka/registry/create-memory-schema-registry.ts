import { canonicalJson } from "../../../core/index.js";
import { ServiceError } from "../../../ports/index.js";
import { collectReferences } from "./collect-references.js";
import type { NewSchema, SchemaRegistry } from "./schema-registry.js";

/** A schema registry in memory, for unit tests of what reads and writes registered values. It checks no compatibility. */
export interface MemorySchemaRegistry extends SchemaRegistry {
  /** The registry is gone, or back: calls are refused meanwhile. */
  setDown(down: boolean): void;
}

/**
 * Makes a schema registry in memory, which numbers its schemas from 1.
 * @example
 * const registry = createMemorySchemaRegistry();
 * await registry.register("clicks-value", { type: "AVRO", schema: JSON.stringify({ type: "record", … }) });
 */
export function createMemorySchemaRegistry(): MemorySchemaRegistry {
  /** By id − 1. */
  const schemas: NewSchema[] = [];
  const subjects = new Map<string, number[]>();
  let down = false;

  function checkUp(): void {
    if (down)
      throw new ServiceError({ place: "memory schema registry", message: "the registry is down", retryable: true });
  }

  function idOf(schema: NewSchema): number {
    const text = canonicalJson(schema);
    return schemas.findIndex((one) => canonicalJson(one) === text) + 1;
  }

  return {
    name: "memory",
    async find(id) {
      checkUp();
      const found = schemas[Number(id) - 1];
      if (found === undefined) return undefined;
      const references = await collectReferences(found.references ?? [], async ({ subject, version }) => {
        const referred = schemas[(subjects.get(subject)?.[version - 1] ?? 0) - 1];
        return referred && { schema: referred.schema, references: referred.references ?? [] };
      });
      return { type: found.type, schema: found.schema, references };
    },
    async register(subject, schema) {
      checkUp();
      const id = idOf(schema) || schemas.push(schema);
      const versions = subjects.get(subject) ?? [];
      if (!versions.includes(id)) subjects.set(subject, [...versions, id]);
      return id;
    },
    async lookUp(subject, schema) {
      checkUp();
      const id = idOf(schema);
      return subjects.get(subject)?.includes(id) ? id : undefined;
    },
    setDown(now) {
      down = now;
    },
  };
}
