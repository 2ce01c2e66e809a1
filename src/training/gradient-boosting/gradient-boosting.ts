import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { canonicalJson, type StageTracker } from "../../core/index.js";
import type { Relevance, Trainer } from "../../model/index.js";
import { tabularColumns } from "../tabular-columns.js";
import { binFeatures } from "./bin-features.js";
import { boostingLoss } from "./boosting-loss.js";
import { type BoostingState, boostingKind, decodeBoostingModel } from "./boosting-model.js";
import { type GrowOptions, growTree } from "./grow-tree.js";
import { trainingLoss } from "./training-loss.js";
import { addTree, prepareTree, type Tree } from "./tree.js";

export interface GradientBoostingOptions {
  /** Rounds: each grows one tree, for more than two classes one a class. @default 100 */
  readonly trees?: number;
  /** @default 0.1 */
  readonly learningRate?: number;
  /** @default 31 */
  readonly maximumLeaves?: number;
  /** @default 20 */
  readonly minimumLeafRows?: number;
  /** @default 1 */
  readonly l2Regularization?: number;
  /** Bins per number, at most 255. @default 255 */
  readonly maximumBins?: number;
  /** Share of the rows drawn for each tree. @default 1 */
  readonly subsample?: number;
}

const rules: OptionRules<GradientBoostingOptions> = {
  trees: option.count,
  learningRate: option.number({ above: 0 }),
  maximumLeaves: option.wholeNumber({ minimum: 2 }),
  minimumLeafRows: option.count,
  l2Regularization: option.number({ minimum: 0 }),
  maximumBins: option.wholeNumber({ minimum: 2, maximum: 255 }),
  subsample: option.number({ above: 0, maximum: 1 }),
};

/**
 * Histogram gradient boosting, grown leaf by leaf: of yes and no and of classes (log loss), of numbers (squared error) and of rankings
 * (squared error of the relevance, row by row; groups are not looked at). Same data and seed, same bytes.
 * Missing numbers go to the side that lowers the loss; unknown categories are a category of their own.
 */
export function gradientBoosting(
  options: GradientBoostingOptions = {},
): Trainer<boolean | number | string | Relevance> {
  const place = "gradient-boosting";
  checkOptions(place, options, rules);
  const {
    trees = 100,
    learningRate = 0.1,
    maximumLeaves = 31,
    minimumLeafRows = 20,
    l2Regularization = 1,
    maximumBins = 255,
    subsample = 1,
  } = options;
  const hyperparameters = {
    trees,
    learningRate,
    maximumLeaves,
    minimumLeafRows,
    l2Regularization,
    maximumBins,
    subsample,
  };
  return {
    specificationVersion: "v1",
    id: place,
    version: "1.1.0",
    kind: boostingKind,
    tasks: ["binary", "number", "classes", "ranking"],
    hyperparameters,
    decode: decodeBoostingModel,
    async fit({ matrix, targets }, { random, signal, progress, tracker }) {
      const { task, labels, initial, derive } = boostingLoss(targets);
      const columns = tabularColumns(place, matrix);
      const binned = binFeatures(columns, matrix.rows, hyperparameters.maximumBins);
      const grow: GrowOptions = { ...hyperparameters, minimumLeafHessian: 1e-3, minimumGain: 0 };
      const scores = initial.map((score) => new Float64Array(targets.rows).fill(score));
      const gradients = scores.map((own) => new Float64Array(own.length));
      const hessians = scores.map((own) => new Float64Array(own.length));
      const draws = random.stream("subsample");
      const trees: Tree[] = [];
      for (let round = 0; round < hyperparameters.trees; round++) {
        signal.throwIfAborted();
        progress(round, hyperparameters.trees);
        derive(scores, gradients, hessians);
        const drawn = drawRows(targets.rows, hyperparameters.subsample, draws);
        const grown: Tree[] = [];
        for (const [index, own] of scores.entries()) {
          const tree = growTree(
            binned,
            gradients[index] as Float64Array,
            hessians[index] as Float64Array,
            drawn.slice(),
            grow,
          );
          addTree(prepareTree(tree), columns, own);
          grown.push(tree);
          await yieldToOthers();
        }
        trees.push(...grown);
        if (tracker?.enabled) trackRound(tracker, round, grown, trainingLoss(targets, scores));
        if (grown.every(({ left }) => left.length === 1)) break;
      }
      const learned = columns.map(({ name, type }) => ({ name, type }));
      const state: BoostingState = {
        format: "gradient-boosting@1",
        task,
        ...(labels && { labels }),
        columns: learned,
        initial,
        trees,
      };
      return new TextEncoder().encode(canonicalJson(state));
    },
  };
}

function trackRound(tracker: StageTracker, round: number, grown: readonly Tree[], loss: number | undefined): void {
  const leaves = grown.reduce((sum, { left }) => sum + (left.length + 1) / 2, 0);
  tracker.metrics({ ...(loss !== undefined && { "training-loss": loss }), leaves }, round);
}

/** Training must not starve a service's event loop for longer than one tree. */
function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function drawRows(rows: number, share: number, random: () => number): Uint32Array {
  const drawn = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (share === 1 || random() < share) drawn[count++] = row;
  return drawn.subarray(0, count);
}
