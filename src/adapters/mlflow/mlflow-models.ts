import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { type JsonObject, MissingError, SourceError, type Store } from "../../core/index.js";
import type { ModelManifest } from "../../model/index.js";
import { type ServiceOptions, serviceRules } from "../../ports/house.js";
import { connect, isMissing, listIn, pairsIn, textIn, valueIn } from "./connection.js";
import { downloadFolder } from "./download-folder.js";
import { packFiles } from "./files-bytes.js";
import { type MlflowVersion, toMlflowVersion } from "./mlflow-version.js";
import { type OwnVersion, ownVersion } from "./own-version.js";
import { readDescription } from "./read-description.js";
import { readNumber } from "./read-number.js";
import { readModelFacts, readRegisteredModel } from "./registered-model.js";
import { versionFiles } from "./version-files.js";

export interface MlflowModelsOptions extends ServiceOptions {
  /** More than so many bytes in the files of one version are refused before they are downloaded. @default 1073741824, 1 GiB */
  readonly maximumBytes?: number;
}

const rules: OptionRules<MlflowModelsOptions> = { ...serviceRules, maximumBytes: option.count };

/** A version of MLflow's registry with its files. */
export interface MlflowModel {
  readonly version: MlflowVersion;
  /** What `MLmodel` says: flavors, signature, where it was made. */
  readonly description: JsonObject;
  /** Of the run that made it, where there still is one; of a metric its last value. */
  readonly run:
    | {
        readonly params: ReadonlyMap<string, string>;
        readonly metrics: ReadonlyMap<string, number>;
        readonly tags: ReadonlyMap<string, string>;
      }
    | undefined;
  /** Downloaded whole, by their paths in the model's folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** All files as one sequence of bytes, always the same of the same files: what `mlflowKind` decodes and `createManifest` takes. */
  bytes(): Uint8Array;
  /** Of a version that a mirror wrote, what a registry resolves, bit for bit; undefined for all others. */
  readonly own: OwnVersion | undefined;
  /**
   * Puts a version that a mirror wrote into a store, to be registered there.
   * @example registry.register(await opened.restore(store.blobs))
   * @throws {SourceError} it is none of ours.
   */
  restore(blobs: Pick<Store["blobs"], "put">): Promise<ModelManifest>;
}

/** Reads MLflow's registry. */
export interface MlflowModels {
  /** Oldest first. @throws {MissingError} there is no such model. */
  list(name: string): Promise<readonly MlflowVersion[]>;
  /**
   * Downloads a version.
   * @param which Its number, or an alias, e.g. `champion`.
   * @throws {MissingError} there is no such version. @throws {SourceError} its files are not what MLflow lists, have no MLmodel, are too many
   *   bytes, or, of a version of ours, are not what its digests say.
   */
  open(name: string, which: number | string): Promise<MlflowModel>;
}

/**
 * Models of MLflow's registry, whoever made them: as candidates for a registry of ours, or back from there.
 * @example const opened = await mlflowModels({ url: "http://127.0.0.1:5000" }).open("late-flights", "champion");
 * @throws {InvalidArgumentError} an option is outside what is accepted. Its methods reject with a `ServiceError` when MLflow is gone or refuses.
 */
export function mlflowModels(options: MlflowModelsOptions): MlflowModels {
  checkOptions("mlflow", options, rules);
  const { maximumBytes = 2 ** 30 } = options;
  const connection = connect("mlflow", options);
  const { place } = connection;

  async function find(name: string, which: number | string): Promise<unknown> {
    try {
      const answer =
        typeof which === "number"
          ? await connection.get("mlflow/model-versions/get", { name, version: String(which) })
          : await connection.get("mlflow/registered-models/alias", { name, alias: which });
      return valueIn(answer, "model_version");
    } catch (error) {
      // An alias that is not there is an invalid value to MLflow.
      const isUnknown = isMissing(error) || (error instanceof Error && /alias \S+ not found/i.test(error.message));
      if (isUnknown)
        throw new MissingError(place, `version ${which} of the model ${name}`, "`list` tells what is there");
      throw error;
    }
  }

  async function readRun(runId: string | undefined): Promise<MlflowModel["run"]> {
    if (runId === undefined) return undefined;
    try {
      const answer = await connection.get("mlflow/runs/get", { run_id: runId });
      const metrics = listIn(answer, "run", "data", "metrics").map(
        (metric) => [textIn(place, metric, "key"), readNumber(valueIn(metric, "value"))] as const,
      );
      const pairs = (what: string): ReadonlyMap<string, string> => pairsIn(answer, "run", "data", what);
      return { params: pairs("params"), metrics: new Map(metrics), tags: pairs("tags") };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  return {
    async list(name) {
      const model = await readRegisteredModel(connection, name);
      if (model === undefined) throw new MissingError(place, `the model ${name}`);
      return model.versions.map(({ facts }) => toMlflowVersion(place, facts, model.aliases));
    },
    async open(name, which) {
      const facts = await find(name, which);
      const number = Number(textIn(place, facts, "version"));
      const model = await readModelFacts(connection, name);
      const version = toMlflowVersion(place, facts, model?.aliases ?? new Map());
      const at = { name, version: String(number) };
      const uri = textIn(place, await connection.get("mlflow/model-versions/get-download-uri", at), "artifact_uri");
      const files = await downloadFolder(connection, uri, maximumBytes);
      const described = files.get(versionFiles.description);
      if (described === undefined)
        throw new SourceError({ place, message: `Expected MLmodel in ${uri}, got ${[...files.keys()].join(", ")}` });
      const own = ownVersion(place, files, version.tags);
      return {
        version,
        description: await readDescription(place, described),
        run: await readRun(version.runId),
        files,
        bytes: () => packFiles(files),
        own,
        async restore(blobs) {
          if (own === undefined) {
            const message = `Expected a version that a mirror wrote, got version ${number} of ${name}: \`bytes\` and \`createManifest\` make a candidate of it`;
            throw new SourceError({ place, message });
          }
          for (const path of [versionFiles.model, versionFiles.fitted, versionFiles.report, versionFiles.profile]) {
            const content = files.get(path);
            if (content !== undefined) await blobs.put(content);
          }
          return own.version.manifest;
        },
      };
    },
  };
}
