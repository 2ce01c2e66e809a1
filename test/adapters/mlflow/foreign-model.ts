/** A version that others made, as a fake MLflow holds it. @param files By their paths in the model's folder. */
export function putForeignModel(
  fake: {
    readonly files: Map<string, Buffer>;
    readonly models: Map<string, unknown>;
  },
  name: string,
  files: Readonly<Record<string, string>>,
): void {
  const folder = "9/models/m-1/artifacts";
  for (const [path, text] of Object.entries(files)) fake.files.set(`${folder}/${path}`, Buffer.from(text));
  const version = { number: 1, source: `mlflow-artifacts:/${folder}`, runId: undefined, tags: new Map() };
  const aliases = new Map([["champion", "1"]]);
  fake.models.set(name, { tags: new Map(), aliases, versions: new Map([["1", version]]), made: 1 });
}

/** As MLflow's Python client writes it. */
export const foreignDescription = `artifact_path: mlflow-artifacts:/9/models/m-1/artifacts
flavors:
  python_function:
    artifacts:
      weights:
        path: artifacts/weights.json
    loader_module: mlflow.pyfunc.model
    python_version: 3.11.7
mlflow_version: 3.17.2
model_id: m-1
signature:
  inputs: '[{"type": "double", "name": "distance", "required": true}]'
  outputs: null
utc_time_created: '2026-11-29 07:14:43.938000'
`;
