import { checkOptions, type OptionRules, option, silentLog } from "../../core/house.js";
import type { Logger } from "../../core/index.js";
import type { MirroredRegistry, MirrorOutcome, RegistryMirror } from "../../ports/index.js";
import { connect } from "./connection.js";
import { followRegistry } from "./follow-registry.js";
import type { MirrorContext } from "./mirror-context.js";
import { mirrorPass } from "./mirror-pass.js";
import { type MlflowOptions, mlflowRules } from "./mlflow-options.js";
import { mlflowRuns } from "./mlflow-runs.js";

export interface MlflowMirrorOptions extends MlflowOptions {
  /** What is mirrored, e.g. of `createRegistry`. */
  readonly registry: MirroredRegistry;
  /** What a model is called in MLflow, e.g. with the name of an environment before its own. @default as here */
  readonly registeredName?: (model: string) => string;
  /** How often a registry that is followed is asked whether something has happened. @default 1000 */
  readonly pollMilliseconds?: number;
  /** How often MLflow is asked whether aliases still stand where they were put, while nothing happens here. @default 60000 */
  readonly checkMilliseconds?: number;
  /** Told by `follow` of a server that is gone, of aliases that somebody else moved, and of what cannot be told. @default silent */
  readonly log?: Logger;
}

const milliseconds = option.number({ above: 0, below: 2 ** 31 });
const rules: OptionRules<MlflowMirrorOptions> = {
  ...mlflowRules,
  registry: option.required(option.having("a registry, e.g. `createRegistry({ store })`", "history", "resolve")),
  registeredName: option.callback,
  pollMilliseconds: milliseconds,
  checkMilliseconds: milliseconds,
  log: option.noun,
};

/** A pass that writes nothing is the last; more than these are a quarrel with somebody else, which the next call takes up again. */
const mostPasses = 5;

export interface MlflowMirror extends RegistryMirror {
  /**
   * Mirrors a model in the background from now on. A server that is gone is tried again, after twice as long each time, up to a minute.
   * @returns Ends it, after one more look at the registry.
   */
  follow(model: string): () => Promise<void>;
}

/**
 * Shows in MLflow's registry what ours says: a registered model, a version for each of ours with files, lineage and verdict, and an alias for each
 * name. What MLflow holds already is found by tags, so any process may go on at any time.
 * @example
 * const mirror = createMlflowMirror({ url: "http://127.0.0.1:5000", experiment: "late-flights", registry });
 * const end = mirror.follow("late-flights");
 * @throws {InvalidArgumentError} an option is outside what is accepted. `sync` rejects with a `ServiceError` when MLflow did not take what it tells.
 */
export function createMlflowMirror(options: MlflowMirrorOptions): MlflowMirror {
  checkOptions("mlflow", options, rules);
  const { registry, registeredName = (model) => model, log = silentLog } = options;
  const { pollMilliseconds = 1000, checkMilliseconds = 60_000 } = options;
  const connection = connect("mlflow", options);
  const runs = mlflowRuns(connection, options.experiment);
  const digests = new Map<string, string>();
  const turns = new Map<string, Promise<unknown>>();

  async function syncNow(model: string): Promise<MirrorOutcome> {
    const context: MirrorContext = { connection, runs, registry, digests, made: new Set(), changes: [], foreign: [] };
    const { changes, foreign } = context;
    for (let pass = 1; ; pass++) {
      const history = await registry.history(model);
      const sequence = history.at(-1)?.sequence ?? 0;
      const before = changes.length;
      const skipped = history.length === 0 ? [] : await mirrorPass(context, registeredName(model), history);
      // Read again after writing: MLflow has no compare-and-swap, and the registry may have gone on meanwhile.
      if (changes.length === before || pass === mostPasses) return { sequence, changes, foreign, skipped };
    }
  }

  const mirror: MlflowMirror = {
    specificationVersion: "v1",
    /** Of two calls about a model, the second waits for the first. */
    sync(model) {
      const turn = (turns.get(model) ?? Promise.resolve()).catch(() => undefined).then(() => syncNow(model));
      turns.set(model, turn);
      turn.catch(() => undefined).finally(() => turns.get(model) === turn && turns.delete(model));
      return turn;
    },
    follow: (model) =>
      followRegistry(
        { head: () => registry.head(model), sync: () => mirror.sync(model), model, log },
        {
          pollMilliseconds,
          checkMilliseconds,
        },
      ),
  };
  return mirror;
}
