import { type Connection, isMissing, listIn, pairsIn, textIn, valueIn } from "./connection.js";
import { manifestTag } from "./version-tags.js";

/** A version as MLflow tells it. */
export interface RegisteredVersion {
  readonly number: number;
  readonly tags: ReadonlyMap<string, string>;
  readonly facts: unknown;
}

/** What MLflow's registry holds of a model. */
export interface RegisteredModel {
  /** Version numbers of MLflow's. */
  readonly aliases: ReadonlyMap<string, number>;
  readonly tags: ReadonlyMap<string, string>;
  /** Oldest first. */
  readonly versions: readonly RegisteredVersion[];
}

export function toRegisteredVersion(place: string, facts: unknown): RegisteredVersion {
  return { number: Number(textIn(place, facts, "version")), tags: pairsIn(facts, "tags"), facts };
}

/** The oldest version with each manifest: where two mirrors wrote one at once, both take that. */
export function numbersByManifest({ versions }: RegisteredModel): ReadonlyMap<string, RegisteredVersion> {
  const numbers = new Map<string, RegisteredVersion>();
  for (const version of versions) {
    const digest = version.tags.get(manifestTag);
    if (digest !== undefined && !numbers.has(digest)) numbers.set(digest, version);
  }
  return numbers;
}

/** Undefined when MLflow has no such model. */
export async function readModelFacts(
  connection: Connection,
  name: string,
): Promise<Pick<RegisteredModel, "aliases" | "tags"> | undefined> {
  const { place } = connection;
  let facts: unknown;
  try {
    facts = valueIn(await connection.get("mlflow/registered-models/get", { name }), "registered_model");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  textIn(place, facts, "name"); // Half an answer is no model without aliases.
  const aliases = listIn(facts, "aliases").map(
    (alias) => [textIn(place, alias, "alias"), Number(valueIn(alias, "version"))] as const,
  );
  return { aliases: new Map(aliases), tags: pairsIn(facts, "tags") };
}

/** Undefined when MLflow has no such model. */
export async function readRegisteredModel(connection: Connection, name: string): Promise<RegisteredModel | undefined> {
  const facts = await readModelFacts(connection, name);
  return facts && { ...facts, versions: await readVersions(connection, name) };
}

async function readVersions(connection: Connection, name: string): Promise<readonly RegisteredVersion[]> {
  const versions: RegisteredVersion[] = [];
  let page = "";
  do {
    const filter = `name='${name.replaceAll("'", "''")}'`;
    const query = { filter, max_results: "1000", ...(page !== "" && { page_token: page }) };
    const answer = await connection.get("mlflow/model-versions/search", query);
    for (const facts of listIn(answer, "model_versions")) versions.push(toRegisteredVersion(connection.place, facts));
    const next = valueIn(answer, "next_page_token");
    page = typeof next === "string" ? next : "";
  } while (page !== "");
  return versions.sort((left, right) => left.number - right.number);
}
