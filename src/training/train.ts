import { checkLink, checkOptions, checkPort, type Hint } from "../core/house.js";
import { defineStage, InvalidArgumentError, type Stage } from "../core/index.js";
import { candidateCodec, decisionRule, defaultDecision } from "../model/house.js";
import {
  type Candidate,
  candidateVersion,
  type Decision,
  type FeatureSets,
  type TaskOf,
  type Trainer,
} from "../model/index.js";
import { checkKind } from "./check-kind.js";
import { checkTrainingData } from "./check-training-data.js";

export interface TrainOptions {
  /** What is done with the model's output. @default { threshold: 0.5 } for yes/no and label sets, {} for other tasks */
  readonly decision?: Decision;
}

export interface Train<Row, Label extends string, Target>
  extends Stage<FeatureSets<Row, Label, Target>, Candidate<Row, Label, Target>> {}

// Where the chain is wrong before it, the target is not known, and one sentence is enough.
type TrainerFor<Target> = unknown extends Target
  ? Trainer<never>
  : Trainer<NonNullable<Target>> | Hint<`take a trainer for the task ${TaskOf<Target>}`>;

/**
 * Trains on engineered features; nothing else compiles. Stateless: the same features, hyperparameters and seed give the same bytes.
 * @throws {InvalidArgumentError} the trainer is not for the task, the model name does not list its kind, or the training rows have no target, one
 *   class only, or a number without end.
 */
export function train<Row, Label extends string, Target>(
  given: TrainerFor<NoInfer<Target>>,
  options: TrainOptions = {},
): Train<Row, Label, Target> {
  checkOptions("train", options, { decision: decisionRule });
  const trainer = given as Trainer<never>;
  checkPort("train", "trainer", trainer, ["fit", "decode"]);
  const { id, version, kind, hyperparameters } = trainer;
  return defineStage({
    id: "train",
    version: "1.0.0",
    params: { trainer: { id, version, hyperparameters }, decision: options.decision ?? "default" },
    codec: candidateCodec<Row, Label, Target>(),
    run: async (sets: FeatureSets<Row, Label, Target>, context): Promise<Candidate<Row, Label, Target>> => {
      checkLink("train", "feature-sets", sets);
      const { name, fitted } = sets;
      const place = `train ${name.name}`;
      if (!trainer.tasks.includes(name.task))
        throw new InvalidArgumentError(
          place,
          `a trainer for the task ${name.task}`,
          id,
          `${id}, which is for ${trainer.tasks.join(", ")}`,
        );
      checkKind(place, name, kind);
      checkTrainingData(place, sets.train);
      const { random, signal, progress, tracker } = context;
      tracker.params(hyperparameters);
      tracker.tags({ trainer: `${id}@${version}` });
      const bytes = await trainer.fit(sets.train, { random: random.stream(id), signal, progress, tracker });
      const { facts } = trainer.decode(bytes);
      const decision = options.decision ?? defaultDecision(name.task);
      return {
        kind: "candidate",
        name,
        version: candidateVersion({ kind, bytes, fitted, decision }),
        data: sets.split,
        targets: sets.test,
        sets,
        trainer: { id, version, kind, hyperparameters, ...(facts && { facts }) },
        bytes,
        decision,
      };
    },
  });
}
