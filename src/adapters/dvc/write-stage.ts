import { join } from "node:path";
import type { Document } from "yaml";
import { byCodePoint, type DvcStage, type LockedStage } from "./dvc-stage.js";
import type { Yaml } from "./load-yaml.js";
import { writeFileWhole } from "./write-file.js";
import { readYaml, yamlNode, yamlText } from "./yaml-document.js";

/** Puts a stage into `dvc.yaml` and `dvc.lock`, and leaves all other stages and comments as they are. The lock comes last: without it, `dvc repro` runs the stage. */
export async function writeStage(yaml: Yaml, folder: string, stage: DvcStage, locked: LockedStage): Promise<void> {
  const { name, command, parameters = {} } = stage;
  const { dependencies, outputs } = locked;
  const open = async (file: string, empty: object): Promise<Document> => {
    const found = await readYaml(yaml, join(folder, file));
    if (found !== undefined && found.contents !== null) return found;
    const document = new yaml.Document();
    document.contents = yamlNode(yaml, document, empty);
    return document;
  };

  const definition = await open("dvc.yaml", { stages: {} });
  const members = {
    cmd: command,
    deps: [...(stage.dependencies ?? [])].sort(byCodePoint),
    params: Object.entries(parameters).flatMap(([file, names]): readonly (string | object)[] => {
      const sorted = [...names].sort(byCodePoint);
      return file === "params.yaml" ? sorted : [{ [file]: sorted }]; // DVC's own file goes without saying.
    }),
    outs: [...stage.outputs].sort(byCodePoint),
    desc: stage.description,
  };
  for (const [key, value] of Object.entries(members))
    if (value === undefined || (Array.isArray(value) && value.length === 0)) definition.deleteIn(["stages", name, key]);
    else definition.setIn(["stages", name, key], yamlNode(yaml, definition, value));

  const lock = await open("dvc.lock", { schema: "2.0", stages: {} });
  const entry = {
    cmd: command,
    ...(dependencies.length > 0 && { deps: dependencies }),
    ...(Object.keys(parameters).length > 0 && { params: locked.parameters }),
    ...(outputs.length > 0 && { outs: outputs }),
  };
  lock.setIn(["stages", name], yamlNode(yaml, lock, entry));
  await writeFileWhole(join(folder, "dvc.yaml"), yamlText(definition));
  await writeFileWhole(join(folder, "dvc.lock"), yamlText(lock));
}
