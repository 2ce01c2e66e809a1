import { columnFigures } from "./aggregates/column-figures.js";
import { distinctValues } from "./aggregates/distinct-values.js";
import { quantiles } from "./aggregates/quantiles.js";
import { missingValues } from "./columns/missing-values.js";
import { valueForms } from "./columns/value-forms.js";
import { valueLengths } from "./columns/value-lengths.js";
import { valueOrder } from "./columns/value-order.js";
import { valuePatterns } from "./columns/value-patterns.js";
import { valueScores } from "./columns/value-scores.js";
import { valueTypes } from "./columns/value-types.js";
import { valuesBetween } from "./columns/values-between.js";
import { valuesInSet } from "./columns/values-in-set.js";
import { chiSquareTest } from "./distributions/chi-square.js";
import { cramersPhi } from "./distributions/cramers-phi.js";
import { klDivergence } from "./distributions/kl-divergence.js";
import { kolmogorovTests } from "./distributions/kolmogorov-tests.js";
import type { Definitions } from "./evaluation.js";
import { columnPairs } from "./pairs/column-pairs.js";
import { severalColumns } from "./pairs/several-columns.js";
import { tableColumns } from "./tables/table-columns.js";
import { tableShape } from "./tables/table-shape.js";

/** Every type of expectation that is known. */
export const definitions: Definitions = {
  ...missingValues,
  ...valuesBetween,
  ...valuesInSet,
  ...valueTypes,
  ...valueOrder,
  ...valueLengths,
  ...valuePatterns,
  ...valueForms,
  ...valueScores,
  ...columnPairs,
  ...severalColumns,
  ...columnFigures,
  ...distinctValues,
  ...quantiles,
  ...klDivergence,
  ...chiSquareTest,
  ...kolmogorovTests,
  ...cramersPhi,
  ...tableShape,
  ...tableColumns,
};
