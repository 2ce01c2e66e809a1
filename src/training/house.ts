/** What other rooms of the house use of this one; not exported from the package. */
export type { LogisticRegressionOptions } from "./logistic-regression/logistic-regression.js";
