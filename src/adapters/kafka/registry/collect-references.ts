import type { ResolvedSchema, SchemaReference } from "./schema-registry.js";

export type VersionOfSubject = Pick<SchemaReference, "subject" | "version">;

/**
 * All that references lead to, each behind those that it refers to itself and once. What is not there is left out: reading the schema then says what is missing.
 */
export async function collectReferences(
  references: readonly SchemaReference[],
  find: (
    reference: VersionOfSubject,
  ) => Promise<{ readonly schema: string; readonly references: readonly SchemaReference[] } | undefined>,
): Promise<ResolvedSchema["references"]> {
  const found = new Map<string, string>();
  const begun = new Set<string>();

  async function collect(all: readonly SchemaReference[]): Promise<void> {
    for (const reference of all) {
      if (begun.has(reference.name)) continue;
      begun.add(reference.name);
      const version = await find(reference);
      if (version === undefined) continue;
      await collect(version.references);
      found.set(reference.name, version.schema);
    }
  }

  await collect(references);
  return [...found].map(([name, schema]) => ({ name, schema }));
}
