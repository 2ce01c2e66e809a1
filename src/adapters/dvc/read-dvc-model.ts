import { checkArguments, option, parseCanonicalJson } from "../../core/house.js";
import { SourceError } from "../../core/index.js";
import type { ModelVersion } from "../../model/index.js";
import type { DvcOutput } from "./read-dvc.js";
import { type DvcModel, problemOfModel } from "./write-dvc-model.js";

/**
 * A version that `writeDvcModel` wrote, every digest checked: what a router's registry resolves to.
 * @throws {SourceError} an object is missing or damaged, or the output holds no such version.
 */
export async function readDvcModel(output: DvcOutput): Promise<DvcModel> {
  checkArguments("dvc", { output }, { output: option.nounOf("dvc-output", "an output, as `readDvc()` gives it") });
  const bytesOf = (name: string): Promise<Uint8Array> | undefined =>
    output.files.find((file) => file.name === name)?.bytes();
  const [text, model, fitted] = await Promise.all(["version.json", "model.bin", "features.json"].map(bytesOf));
  if (text === undefined || model === undefined)
    throw new SourceError({
      place: "dvc",
      message: `Expected version.json and model.bin in ${output.path}, as \`writeDvcModel\` writes them, got ${output.files.map(({ name }) => name).join(", ") || "no files"}`,
    });
  let read: DvcModel;
  let problem: string | undefined;
  try {
    const version = parseCanonicalJson(new TextDecoder().decode(text)) as Omit<ModelVersion, "kind">;
    read = { version: { ...version, kind: "model-version" }, model, fitted };
    problem = problemOfModel(read);
  } catch (cause) {
    const message = `Expected version.json of ${output.path} to be a version, got something else`;
    throw new SourceError({ place: "dvc", message, cause });
  }
  if (problem === undefined) return read;
  throw new SourceError({ place: "dvc", message: `Expected ${read.version.id} in ${output.path}, got ${problem}` });
}
