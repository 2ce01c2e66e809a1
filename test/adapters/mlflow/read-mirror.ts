/** What MLflow tells of a model, in the words of `registryMirrorChecks`: by the tags that the mirror sets. */
export async function readMirror(url: string, model: string) {
  async function get(path: string, query: Readonly<Record<string, string>>) {
    const response = await fetch(`${url}/api/2.0/mlflow/${path}?${new URLSearchParams(query)}`);
    return (await response.json()) as {
      readonly registered_model?: {
        readonly aliases?: readonly { readonly alias: string; readonly version: string }[];
      };
      readonly model_versions?: readonly {
        readonly version: string;
        readonly tags?: readonly { readonly key: string; readonly value: string }[];
      }[];
    };
  }
  const { registered_model } = await get("registered-models/get", { name: model });
  const { model_versions = [] } = await get("model-versions/search", {
    filter: `name='${model}'`,
    max_results: "1000",
  });
  const tagged = (tag: string, { tags = [] }: (typeof model_versions)[number]): string =>
    tags.find(({ key }) => key === tag)?.value ?? "untagged";
  const ids = new Map(model_versions.map((version) => [version.version, tagged("golden_pipeline.version", version)]));
  return {
    versions: Object.fromEntries(
      [...model_versions]
        .reverse()
        .map((version) => [tagged("golden_pipeline.version", version), tagged("golden_pipeline.manifest", version)]),
    ),
    count: model_versions.length,
    aliases: Object.fromEntries(
      (registered_model?.aliases ?? []).map(({ alias, version }) => [alias, ids.get(version) ?? "none"]),
    ),
  };
}
