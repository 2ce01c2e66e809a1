import { defineStage, InvalidArgumentError, type Stage } from "../core/index.js";
import { candidateCodec, defaultDecision } from "../model/house.js";
import type { Candidate, Decision, FeatureSets, Trainer } from "../model/index.js";
import { candidateVersion } from "./candidate-version.js";
import { checkTrainingData } from "./check-training-data.js";

export interface TrainOptions {
  /** What is done with the model's output. @default { threshold: 0.5 } for yes/no and label sets, {} for other tasks */
  readonly decision?: Decision;
}

/**
 * Trains on engineered features; nothing else compiles. Stateless: the same features, hyperparameters and seed give the same bytes.
 * @throws {InvalidArgumentError} the trainer is not for the task, the model name does not list its kind, or the training rows have no target, one
 *   class only, or a number without end.
 */
export function train<Row, Label extends string, Target>(
  trainer: Trainer<NoInfer<Target>>,
  options: TrainOptions = {},
): Stage<FeatureSets<Row, Label, Target>, Candidate<Row, Label, Target>> {
  const { id, version, hyperparameters } = trainer;
  return defineStage({
    id: "train",
    version: "1.0.0",
    params: { trainer: { id, version, hyperparameters }, decision: options.decision ?? "default" },
    codec: candidateCodec<Row, Label, Target>(),
    run: async (sets: FeatureSets<Row, Label, Target>, context): Promise<Candidate<Row, Label, Target>> => {
      const { task } = sets.name;
      if (!trainer.tasks.includes(task))
        throw new InvalidArgumentError(
          "train",
          `a trainer for the task ${task}`,
          `${id}, which is for ${trainer.tasks.join(", ")}`,
        );
      const decision = options.decision ?? defaultDecision(task);
      if (!sets.name.kinds.some(({ kind }) => kind === trainer.kind))
        throw new InvalidArgumentError(
          "train",
          `model ${sets.name.name} to list the kind ${trainer.kind} among its \`kinds\``,
          sets.name.kinds.map(({ kind }) => kind).join(", "),
        );
      checkTrainingData(`train ${sets.name.name}`, sets.train);
      const { random, signal, progress } = context;
      const bytes = await trainer.fit(sets.train, { random: random.stream(id), signal, progress });
      const parts = { kind: trainer.kind, bytes, features: sets.fitted.digest, decision };
      return {
        kind: "candidate",
        name: sets.name,
        version: candidateVersion(parts),
        sets,
        trainer: { id, version, kind: trainer.kind, hyperparameters },
        bytes,
        decision,
      };
    },
  });
}
