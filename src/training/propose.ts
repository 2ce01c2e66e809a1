import { checkArguments, checkOptions, digestOf, option } from "../core/house.js";
import { defineStage, InvalidArgumentError, type Json, type Stage } from "../core/index.js";
import { type Dataset, type Split, wholeBatch } from "../dataset/index.js";
import type { TargetRows } from "../model/house.js";
import { candidateCodec, decisionRule, defaultDecision, targetsOf } from "../model/house.js";
import {
  type Candidate,
  candidateVersion,
  type Decision,
  type FeatureSets,
  type ModelKind,
  type ModelName,
} from "../model/index.js";
import { checkKind } from "./check-kind.js";

/** What a kind may know of the model's name. */
export type NamedModel = Pick<ModelName<never, never, never>, "name" | "task" | "target"> & {
  readonly contract: { readonly name: string; readonly fingerprint: string };
};

/** A kind of model that is made of parameters, without training. */
export interface ParameterKind<in Parameters> extends ModelKind<unknown> {
  /** The model's bytes; the same parameters give the same bytes. @throws {InvalidArgumentError} they are none of this kind's. */
  encode(parameters: Parameters, name: NamedModel): Uint8Array;
}

/** What a model of a kind is made of: its parameters, or its bytes. */
export type MadeOf<Kind> = Kind extends ParameterKind<infer Parameters> ? Parameters : Uint8Array;

export interface ProposeOptions {
  /** What is done with the model's output. @default { threshold: 0.5 } for yes/no and label sets, {} for other tasks */
  readonly decision?: Decision;
}

type Proposed<Row, Label extends string, Target> =
  | Dataset<Row, Label>
  | Split<Row, Label>
  | FeatureSets<Row, Label, Target>;

/**
 * Proposes a model that needs no training: a language model with its prompt, an ONNX file, a remote endpoint. What comes out is a candidate like
 * a trained one. It is judged on the test rows of a split, or on all rows of a dataset; a model that reads features needs `engineer` before.
 * @param made The parameters, or the bytes of a kind that only decodes.
 * @example propose(filings, answers, { model: "small", temperature: 0, prompt: "Answer from the table only." })
 * @throws {InvalidArgumentError} the model name does not list the kind, the kind cannot be made of this, or it reads features and there are none.
 */
export function propose<Row, Label extends string, Target, Kind extends ModelKind<NoInfer<NonNullable<Target>>>>(
  name: ModelName<Row, Label, Target>,
  kind: Kind,
  made: NoInfer<MadeOf<Kind>>,
  options: ProposeOptions = {},
): Stage<Proposed<Row, Label, Target>, Candidate<Row, Label, Target>> {
  checkArguments(
    "propose",
    { name, kind },
    { name: option.modelName, kind: option.having("a kind of model, e.g. a trainer", "kind", "decode") },
  );
  checkOptions("propose", options, { decision: decisionRule });
  const place = `propose ${name.name}`;
  checkKind(place, name, kind.kind);
  const bytes = bytesOf(place, kind, made, name);
  const { reads, facts } = kind.decode(bytes);
  const decision = options.decision ?? defaultDecision(name.task);
  return defineStage({
    id: "propose",
    version: "1.0.0",
    params: { model: name.fingerprint, kind: kind.kind, bytes: digestOf(bytes), decision: decision as Json },
    codec: candidateCodec<Row, Label, Target>(),
    nouns: [name],
    run: async (input: Proposed<Row, Label, Target>): Promise<Candidate<Row, Label, Target>> => {
      const sets = reads === "matrix" ? featuresOf(place, input) : undefined;
      const data = input.kind === "dataset" ? { test: input } : input.kind === "split" ? input : input.split;
      const targets: TargetRows = sets?.test ?? targetsOf(name, await wholeBatch(data.test));
      const fitted = sets?.fitted;
      return {
        kind: "candidate",
        name,
        version: candidateVersion({ kind: kind.kind, bytes, decision, ...(fitted && { fitted }) }),
        data,
        targets,
        ...(sets && { sets }),
        trainer: { id: "propose", version: "1.0.0", kind: kind.kind, hyperparameters: facts ?? {} },
        bytes,
        decision,
      };
    },
  });
}

function bytesOf(place: string, kind: ModelKind<never>, made: unknown, name: NamedModel): Uint8Array {
  if (isParameterKind(kind)) return kind.encode(made, name);
  if (made instanceof Uint8Array) return made;
  throw new InvalidArgumentError(place, `the bytes of a ${kind.kind}`, made);
}

function isParameterKind(kind: ModelKind<never>): kind is ParameterKind<unknown> {
  return "encode" in kind && typeof kind.encode === "function";
}

function featuresOf<Row, Label extends string, Target>(
  place: string,
  input: Proposed<Row, Label, Target>,
): FeatureSets<Row, Label, Target> {
  if (input.kind === "feature-sets") return input;
  throw new InvalidArgumentError(place, "feature sets, as the model reads features: put `engineer` before", input.kind);
}
