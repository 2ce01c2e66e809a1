import { join } from "node:path";
import { checkArguments, checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError, SourceError, StateError } from "../../core/index.js";
import { type DvcRepository, type OpenedRepository, openForWriting } from "./dvc-repository.js";
import { byCodePoint, type DvcStage, stageRules } from "./dvc-stage.js";
import { loadYaml, type Yaml } from "./load-yaml.js";
import { type DvcFacts, lockEntry } from "./out-entry.js";
import { hashPath, takePath } from "./track.js";
import { checkPath } from "./write-dvc-files.js";
import { writeStage } from "./write-stage.js";
import { readYaml } from "./yaml-document.js";

/**
 * Runs `run`, which does what the stage's command does, and records it as `dvc repro` would have: the stage in `dvc.yaml`, what it read and
 * wrote in `dvc.lock`, its outputs in the cache and the remote. Then `dvc repro` finds nothing to do, until the command, a dependency or a
 * parameter is another.
 *
 * Dependencies and parameters are hashed before `run` and again after it: what changed in between was not what the outputs were made of, and nothing is recorded.
 *
 * @throws {StateError} there is no DVC repository, or a dependency or parameter changed while it ran. @throws {StorageError} the disk refuses.
 * @throws {SourceError} a dependency or a parameter is missing before, an output after `run`.
 */
export async function runDvcStage<T>(
  repository: DvcRepository,
  stage: DvcStage,
  run: () => T | Promise<T>,
): Promise<T> {
  checkOptions("dvc stage", stage, stageRules);
  checkArguments("dvc stage", { run }, { run: option.callback });
  const { name, command, dependencies = [], parameters = {}, outputs } = stage;
  if (!/^[\w-]+$/.test(name))
    throw new InvalidArgumentError("dvc stage", "`name` to be of letters, digits, `_` and `-`", name);
  if (command.includes("${"))
    throw new InvalidArgumentError("dvc stage", "`command` without `${`, which DVC would fill in", command);
  for (const path of [...dependencies, ...outputs]) checkPath(path);
  const opened = await openForWriting(repository);
  const yaml = await loadYaml();

  const before = await readInputs(yaml, opened, dependencies, parameters);
  const result = await run();
  const after = await readInputs(yaml, opened, dependencies, parameters);
  const changed = [...before].filter(([what, { digest }]) => after.get(what)?.digest !== digest).map(([what]) => what);
  if (changed.length > 0)
    throw new StateError({
      place: `dvc stage ${name}`,
      message: `Expected ${changed.join(", ")} to stay as before the run, got something else: nothing was recorded, run it again`,
    });

  const written: object[] = [];
  for (const path of [...outputs].sort(byCodePoint)) {
    const facts = await takePath(opened.folder, path, opened.stores);
    if (facts === undefined)
      throw new SourceError({
        place: `dvc stage ${name}`,
        message: `Expected the output ${path}, got none: \`run\` has to write it`,
      });
    written.push(lockEntry(facts, path));
  }
  const inputs = [...before.values()];
  await writeStage(yaml, opened.folder, stage, {
    dependencies: inputs.flatMap(({ entry }) => entry ?? []),
    parameters: Object.fromEntries(
      inputs.flatMap(({ file, values }) => (file === undefined ? [] : [[file, values ?? {}]])),
    ),
    outputs: written,
  });
  return result;
}

interface Input {
  /** Another where it changed. */
  readonly digest: string;
  readonly entry?: object;
  readonly file?: string;
  readonly values?: { readonly [name: string]: unknown };
}

/** By its path, or by its file of parameters. */
async function readInputs(
  yaml: Yaml,
  { folder }: OpenedRepository,
  dependencies: readonly string[],
  parameters: { readonly [file: string]: readonly string[] },
): Promise<ReadonlyMap<string, Input>> {
  const inputs = new Map<string, Input>();
  for (const path of [...dependencies].sort(byCodePoint)) {
    const facts: DvcFacts | undefined = await hashPath(folder, path);
    if (facts === undefined)
      throw new SourceError({
        place: "dvc stage",
        message: `Expected the dependency ${path} in ${folder}, got none: \`dvc pull\` brings what is tracked`,
      });
    inputs.set(path, { digest: facts.md5, entry: lockEntry(facts, path) });
  }
  for (const [file, names] of Object.entries(parameters)) {
    const document = await readYaml(yaml, join(folder, file));
    const values: Record<string, unknown> = {};
    for (const name of [...names].sort(byCodePoint)) {
      const value: unknown = document?.getIn(name.split("."), true);
      if (value === undefined)
        throw new SourceError({ place: "dvc stage", message: `Expected the parameter ${name} in ${file}, got none` });
      values[name] = yaml.isNode(value) && document !== undefined ? value.toJS(document) : value;
    }
    inputs.set(`the parameters of ${file}`, { digest: yaml.stringify(values), file, values });
  }
  return inputs;
}
