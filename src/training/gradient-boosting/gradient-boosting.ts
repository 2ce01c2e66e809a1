import { canonicalJson, InvalidArgumentError } from "../../core/index.js";
import type { NumberTargets, Trainer } from "../../model/index.js";
import { checkPositive, checkWhole } from "../check-positive.js";
import { logistic } from "../logistic-regression/logistic-model.js";
import { binFeatures } from "./bin-features.js";
import { type BoostingState, boostingKind, decodeBoostingModel } from "./boosting-model.js";
import { type GrowOptions, growTree } from "./grow-tree.js";
import { addTree, prepareTree, type Tree } from "./tree.js";

export interface GradientBoostingOptions {
  /** @default 100 */
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

/**
 * Histogram gradient boosting, grown leaf by leaf, for yes/no targets (log loss) and numbers (squared error). Same data and seed, same bytes.
 * Missing numbers go to the side that lowers the loss; unknown categories are a category of their own.
 */
export function gradientBoosting(options: GradientBoostingOptions = {}): Trainer<boolean | number> {
  const place = "gradient-boosting";
  const hyperparameters = {
    trees: checkWhole(place, "trees", options.trees ?? 100),
    learningRate: checkPositive(place, "learningRate", options.learningRate ?? 0.1),
    maximumLeaves: checkWhole(place, "maximumLeaves", options.maximumLeaves ?? 31),
    minimumLeafRows: checkWhole(place, "minimumLeafRows", options.minimumLeafRows ?? 20),
    l2Regularization: checkPositive(place, "l2Regularization", options.l2Regularization ?? 1),
    maximumBins: checkWhole(place, "maximumBins", options.maximumBins ?? 255),
    subsample: checkPositive(place, "subsample", options.subsample ?? 1),
  };
  if (hyperparameters.maximumBins > 255)
    throw new InvalidArgumentError(place, "`maximumBins` to be at most 255", hyperparameters.maximumBins);
  if (hyperparameters.subsample > 1)
    throw new InvalidArgumentError(place, "`subsample` to be a share up to 1", hyperparameters.subsample);
  return {
    id: place,
    version: "1.0.0",
    kind: boostingKind,
    tasks: ["binary", "number"],
    hyperparameters,
    decode: decodeBoostingModel,
    async fit({ matrix, targets }, { random, signal, progress }) {
      if (targets.task !== "binary" && targets.task !== "number")
        throw new InvalidArgumentError(place, "yes/no or number targets", targets.task);
      const { task } = targets;
      const binned = binFeatures(matrix, hyperparameters.maximumBins);
      const grow: GrowOptions = { ...hyperparameters, minimumLeafHessian: 1e-3, minimumGain: 0 };
      const initial = initialScore(targets);
      const scores = new Float64Array(targets.rows).fill(initial);
      const gradient = new Float64Array(scores.length);
      const hessian = new Float64Array(scores.length);
      const draws = random.stream("subsample");
      const trees: Tree[] = [];
      for (let index = 0; index < hyperparameters.trees; index++) {
        signal.throwIfAborted();
        progress(index, hyperparameters.trees);
        writeGradients(targets, scores, gradient, hessian);
        const order = drawRows(scores.length, hyperparameters.subsample, draws);
        const tree = growTree(binned, gradient, hessian, order, grow);
        addTree(prepareTree(tree), matrix.columns, scores);
        trees.push(tree);
        if (tree.left.length === 1) break;
        await yieldToOthers();
      }
      const columns = matrix.columns.map(({ name, kind }) => ({ name, kind }));
      const state: BoostingState = { format: "gradient-boosting@1", task, columns, initial, trees };
      return new TextEncoder().encode(canonicalJson(state));
    },
  };
}

/** Training must not starve a service's event loop for longer than one tree. */
function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function initialScore({ task, rows, values }: NumberTargets): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = rows === 0 ? 0 : sum / rows;
  if (task === "number") return mean;
  // Half a row of each answer keeps the log odds finite when all answers are the same.
  const share = (sum + 0.5) / (rows + 1);
  return Math.log(share / (1 - share));
}

function writeGradients(
  { task, values }: NumberTargets,
  scores: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  for (let row = 0; row < scores.length; row++) {
    const label = values[row] as number;
    const probability = task === "binary" ? logistic(scores[row] as number) : (scores[row] as number);
    gradient[row] = probability - label;
    hessian[row] = task === "binary" ? Math.max(probability * (1 - probability), 1e-16) : 1;
  }
}

function drawRows(rows: number, share: number, random: () => number): Uint32Array {
  const drawn = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (share === 1 || random() < share) drawn[count++] = row;
  return drawn.subarray(0, count);
}
