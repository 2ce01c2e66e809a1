import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { Profile } from "../../dataset/index.js";
import type { Detector, Finding } from "../../ports/index.js";
import { type ColumnDrift, columnDrift } from "./column-drift.js";
import { choiceRules, datasetDrift, type TestChoice } from "./evidently-drift.js";
import { profileSamples } from "./profile-samples.js";
import { statTests } from "./stat-tests.js";

export interface EvidentlyDetectorOptions extends TestChoice {
  /** @default "inputs" */
  readonly watch?: "inputs" | "outputs";
  /** Fewer rows with a value decide nothing; Evidently itself decides on any. @default 500 */
  readonly minimumRows?: number;
}

const rules: OptionRules<EvidentlyDetectorOptions> = {
  ...choiceRules,
  watch: option.oneOf("inputs", "outputs"),
  minimumRows: option.count,
};

/**
 * Judges a live window with Evidently's tests, its choice among them and its thresholds: a finding `evidently input <column>` for each column and
 * `evidently inputs` for the share of them that has drifted. Categories are tested exactly, numbers as their bins tell them.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function evidentlyDetector(options: EvidentlyDetectorOptions = {}): Detector {
  checkOptions("evidently detector", options, rules);
  const { watch = "inputs", driftShare = 0.5 } = options;
  return {
    specificationVersion: "v1",
    id: `evidently-${watch}`,
    check({ reference, window }) {
      const [before, now] =
        watch === "inputs" ? [reference.inputs, window.inputs] : [reference.outputs?.profile, window.outputs];
      if (before === undefined || now === undefined) return [];
      const found = columnsOf(before, now, options);
      const decided = found.flatMap(({ drift }) => drift ?? []);
      const { drifted, share, datasetDrift: drift } = datasetDrift(decided, driftShare);
      const columns = decided.length;
      return [
        ...found.map(({ finding }) => finding),
        {
          check: `evidently ${watch}`,
          status: columns === 0 ? "insufficient-data" : drift ? "drift" : "ok",
          message: `${drifted} of ${columns} columns drifted, ${driftShare} of them are drift of the data`,
          numbers: { share, limit: driftShare, columns },
        },
      ];
    },
  };
}

interface Decided {
  readonly finding: Finding;
  readonly drift?: ColumnDrift;
}

function columnsOf(before: Profile, now: Profile, options: EvidentlyDetectorOptions): readonly Decided[] {
  const { watch = "inputs", minimumRows = 500, tests, thresholds } = options;
  return now.columns.flatMap((column): readonly Decided[] => {
    const normal = before.columns.find(({ name }) => name === column.name);
    const samples = normal && profileSamples(normal, column);
    if (samples === undefined) return [];
    const { name } = column;
    const check = `evidently ${watch.slice(0, -1)} ${name}`;
    const undecided = (message: string): readonly Decided[] => [
      { finding: { check, status: "insufficient-data", message, numbers: { rows: samples.current.length } } },
    ];
    if (samples.current.length < minimumRows)
      return undecided(`${samples.current.length} rows, ${minimumRows} are needed`);
    try {
      const drift = columnDrift(name, samples, { test: tests?.[name], threshold: thresholds?.[name] });
      return [{ drift, finding: findingOf(check, drift, samples.current.length) }];
    } catch (error) {
      // E.g. a test that needs as many rows on both sides.
      if (error instanceof InvalidArgumentError) return undecided(error.message);
      throw error;
    }
  });
}

function findingOf(check: string, { test, score, threshold, drifted }: ColumnDrift, rows: number): Finding {
  return {
    check,
    status: drifted ? "drift" : "ok",
    message: `${test} ${score === null ? "says nothing" : score.toPrecision(4)}, drift ${statTests[test].drifts} ${threshold}`,
    numbers: { ...(score !== null && { value: score }), limit: threshold, rows },
  };
}
