import { type Facts, invalid, listOf, missing, pairs, Refusal } from "./fake-refusals.js";

interface Version {
  readonly number: number;
  readonly source: string;
  readonly runId: string | undefined;
  readonly tags: Map<string, string>;
}
export interface FakeModel {
  readonly tags: Map<string, string>;
  readonly aliases: Map<string, string>;
  readonly versions: Map<string, Version>;
  made: number;
}

/** MLflow's registry as version 3.17 has it: last write wins, deleted numbers are not given again, an alias that is missing is an invalid value. */
export function createFakeRegistry(artifactsOf: (runId: string) => string) {
  const models = new Map<string, FakeModel>();

  function modelOf({ name }: Facts): FakeModel {
    const model = models.get(String(name));
    if (model === undefined) throw missing(`Registered Model with name=${name}`);
    return model;
  }
  function versionOf(body: Facts): Version {
    const version = modelOf(body).versions.get(String(body.version));
    if (version === undefined) throw missing(`Model Version (name=${body.name}, version=${body.version})`);
    return version;
  }
  function setTag(tags: Map<string, string>, { key, value }: Facts): Facts {
    if (!/^[\w/.\- :]{1,250}$/.test(String(key))) throw invalid(`Invalid value "${key}" for parameter`);
    if (String(value).length > 5000) throw invalid("Tag value exceeds the maximum length");
    tags.set(String(key), String(value));
    return {};
  }
  function told(name: string, version: Version) {
    const { number, source, runId, tags } = version;
    const aliases = [...modelOf({ name }).aliases].flatMap(([alias, at]) => (at === String(number) ? [alias] : []));
    const run = runId === undefined ? {} : { run_id: runId };
    return { name, version: String(number), source, ...run, tags: pairs(tags), aliases, creation_timestamp: number };
  }

  const posts: Readonly<Record<string, (body: Facts) => Facts>> = {
    "registered-models/create"({ name }) {
      if (models.has(String(name)))
        throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", `Registered Model (name=${name}) already exists.`);
      models.set(String(name), { tags: new Map(), aliases: new Map(), versions: new Map(), made: 0 });
      return { registered_model: { name } };
    },
    "registered-models/set-tag": (body) => setTag(modelOf(body).tags, body),
    "registered-models/alias"(body) {
      const alias = String(body.alias);
      if (!/^[\w-]{1,255}$/.test(alias) || alias === "latest" || /^v\d+$/i.test(alias))
        throw invalid(`Invalid alias name: '${alias}'`);
      versionOf(body);
      modelOf(body).aliases.set(alias, String(body.version));
      return {};
    },
    "model-versions/create"(body) {
      const model = modelOf(body);
      const [source, runId] = [String(body.source), body.run_id === undefined ? undefined : String(body.run_id)];
      if (runId !== undefined && !source.startsWith(artifactsOf(runId)))
        throw invalid(`Invalid model version source: '${source}'`);
      const tags = new Map<string, string>();
      for (const tag of listOf(body.tags)) setTag(tags, tag);
      const version = { number: ++model.made, source, runId, tags };
      model.versions.set(String(version.number), version);
      return { model_version: told(String(body.name), version) };
    },
    "model-versions/set-tag": (body) => setTag(versionOf(body).tags, body),
  };

  const deletes: Readonly<Record<string, (body: Facts) => Facts>> = {
    "model-versions/delete"(body) {
      versionOf(body);
      const { versions, aliases } = modelOf(body);
      versions.delete(String(body.version));
      for (const [alias, version] of aliases) if (version === body.version) aliases.delete(alias);
      return {};
    },
  };

  const gets: Readonly<Record<string, (query: URLSearchParams) => Facts>> = {
    "registered-models/get"(query) {
      const name = query.get("name") ?? "";
      const { tags, aliases } = modelOf({ name });
      const list = [...aliases].map(([alias, version]) => ({ alias, version }));
      return { registered_model: { name, tags: pairs(tags), ...(list.length > 0 && { aliases: list }) } };
    },
    "registered-models/alias"(query) {
      const [name, alias] = [query.get("name") ?? "", query.get("alias") ?? ""];
      const version = modelOf({ name }).aliases.get(alias);
      if (version === undefined) throw invalid(`Registered model alias ${alias} not found.`);
      return { model_version: told(name, versionOf({ name, version })) };
    },
    "model-versions/get"(query) {
      const name = query.get("name") ?? "";
      return { model_version: told(name, versionOf({ name, version: query.get("version") })) };
    },
    "model-versions/get-download-uri"(query) {
      return { artifact_uri: versionOf({ name: query.get("name"), version: query.get("version") }).source };
    },
    "model-versions/search"(query) {
      const name = /^name='(.*)'$/.exec(query.get("filter") ?? "")?.[1];
      if (name === undefined) throw invalid(`Invalid filter ${query.get("filter")}`);
      const [most, from] = [Number(query.get("max_results")), Number(query.get("page_token") ?? 0)];
      const all = [...(models.get(name)?.versions.values() ?? [])].reverse().map((version) => told(name, version));
      const page = all.slice(from, from + most);
      return {
        ...(page.length > 0 && { model_versions: page }),
        ...(from + most < all.length && { next_page_token: String(from + most) }),
      };
    },
  };
  return { models, posts, deletes, gets };
}
