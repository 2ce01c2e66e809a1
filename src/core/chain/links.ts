/** What goes from stage to stage, by its `kind`: its name, what makes it, and the kinds that come before it in a chain. */
export const links = {
  landed: { name: "landed rows", maker: "ingest(contract)", after: [] },
  dataset: { name: "a dataset", maker: "validate()", after: ["landed"] },
  split: { name: "a split", maker: "splitByTime(column, { test })", after: ["landed", "dataset"] },
  "feature-sets": {
    name: "feature sets",
    maker: "engineer(features, model)",
    after: ["landed", "dataset", "split"],
  },
  candidate: {
    name: "a candidate",
    maker: "train(trainer)",
    after: ["landed", "dataset", "split", "feature-sets"],
  },
  evaluated: {
    name: "an evaluated candidate",
    maker: "evaluate({ metrics, gate })",
    after: ["landed", "dataset", "split", "feature-sets", "candidate"],
  },
} as const;

export type Link = keyof typeof links;
