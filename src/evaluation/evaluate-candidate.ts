import { checkLink, checkService } from "../core/house.js";
import { type Context, defineStage, type JsonObject, type Stage } from "../core/index.js";
import { predictRows, rowsWithPast, servedOf } from "../model/house.js";
import {
  type Candidate,
  type Decision,
  type Evaluated,
  type EvaluationReport,
  type ModelVersion,
  type Outputs,
  predictTest,
  type Targets,
} from "../model/index.js";
import { outlineCallback } from "../schema/house.js";
import { type CandidateRows, candidateRows, type TestRowOptions } from "./candidate-rows.js";
import { evaluatedCodec } from "./evaluated-codec.js";
import { profileCandidate } from "./profile-candidate.js";
import { trackReport } from "./track-report.js";

/** What evaluation needs of a registry: the present champion and what serves it. */
export interface Champions {
  champion(model: string): Promise<ModelVersion | undefined>;
  /** @param selector e.g. `late-flights@3` */
  resolve(
    selector: string,
  ): Promise<{ readonly version: ModelVersion; readonly model: Uint8Array; readonly fitted: Uint8Array | undefined }>;
}

/** What a side said of the test rows, with what was right. */
export interface SaidRows {
  readonly version: string;
  readonly outputs: Outputs;
  /** @default the task's */
  readonly decision?: Decision | undefined;
}

/** Candidate and champion on the same test rows. */
export interface JudgedRows {
  readonly candidate: SaidRows;
  readonly champion: SaidRows | undefined;
  readonly targets: Targets;
  readonly facts: CandidateRows["facts"];
  readonly inputsOf?: CandidateRows["inputsOf"];
}

/** How rows that were answered become a report. */
export interface Judging<Row> {
  readonly rows: TestRowOptions<Row>;
  readonly params: JsonObject;
  report(judged: JudgedRows, signal: AbortSignal): EvaluationReport | Promise<EvaluationReport>;
}

export interface Evaluate<Row, Label extends string, Target>
  extends Stage<
    Candidate<Row, Label, Target>,
    Evaluated<Row, Label, Target>,
    Context & { readonly champions: Champions }
  > {}

/** Asks a candidate about its test rows, beside the champion on the same rows. */
export function evaluateCandidate<Row, Label extends string, Target>(
  judging: Judging<Row>,
): Evaluate<Row, Label, Target> {
  return defineStage({
    id: "evaluate",
    version: "1.0.0",
    params: { ...judging.params, ...callbackFacts(judging.rows) },
    codec: evaluatedCodec<Row, Label, Target>(),
    run: async (
      candidate: Candidate<Row, Label, Target>,
      { champions, signal, tracker }: Context & { readonly champions: Champions },
    ): Promise<Evaluated<Row, Label, Target>> => {
      checkLink("evaluate", "candidate", candidate);
      checkService("evaluate", "champions", champions);
      const { name, data, targets } = candidate;
      const { batch: rows, facts, inputsOf } = await candidateRows(candidate, judging.rows);
      const { past } = await rowsWithPast(data.test, data.train);
      const outputs = await predictTest(candidate, { signal });
      const champion = await champions.champion(name.name);
      const served = champion && servedOf(name, await champions.resolve(champion.id));
      const report = await judging.report(
        {
          candidate: { version: candidate.version, outputs, decision: candidate.decision },
          champion: champion &&
            served && {
              version: champion.id,
              outputs: await predictRows(name, served, { rows, past }, signal),
              decision: served.decision,
            },
          targets: targets.targets,
          facts,
          ...(inputsOf && { inputsOf }),
        },
        signal,
      );
      trackReport(tracker, report);
      const profile = await profileCandidate(candidate, outputs, facts.clusters, judging.rows.measures);
      return { ...candidate, kind: "evaluated", report, profile };
    },
  });
}

/** The callbacks as what they build of the row's columns, which is known before a contract is. */
function callbackFacts<Row>({ cluster, slices, question, measures, inputs }: TestRowOptions<Row>): JsonObject {
  return {
    ...(cluster && { cluster: outlineCallback("evaluate `cluster`", cluster) }),
    ...(slices && { slices: outlineCallback("evaluate `slices`", slices) }),
    ...(question && { question: outlineCallback("evaluate `question`", question) }),
    ...(inputs === false && { inputs }),
    ...(measures && { measures: measures.map(({ name, better }) => ({ name, better })) }),
  };
}
