import { checkArguments, fingerprint, type Hint, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { type Features, prepareFeature } from "../model/house.js";
import type { ExpressionNode, FeatureColumns } from "../schema/house.js";
import { builtEntries, builtNode, columnsOf, columnsUsed, operandsOf, typeOf } from "../schema/house.js";
import { type Contract, describeExpression, type Expression } from "../schema/index.js";

type Feature<T> =
  T extends Expression<number | boolean | null>
    ? T
    : T extends Hint<infer Words>
      ? Words
      : "a feature is a number or yes/no: text becomes one by oneHot(), a time by hourOfDay() and the like";

/**
 * Names features over a contract's rows. The callback sees what is known when a prediction is asked: label columns are not there;
 * histories may look at labels of earlier rows, as these were known at that moment.
 *
 * @throws {InvalidArgumentError} a feature is neither a number, nor yes/no, nor made of text by `oneHot`; it reads a label directly, or
 * learns or looks back inside another expression; two features give columns of the same name.
 */
export function features<Row, Label extends string, Made>(
  contract: Contract<Row, Label>,
  build: (row: FeatureColumns<Row, Label>) => { readonly [Name in keyof Made]: Feature<Made[Name]> },
): Features<Row, Label> {
  checkArguments("features", { contract, build }, { contract: option.contract, build: option.callback });
  const { name, columns, eventTime, labels } = contract;
  const known = columns.filter((column) => !(column.name in labels));
  const row = columnsOf(
    known,
    { place: `features of ${name}`, owner: `contract ${name}`, labels },
    { contract: name, columns, eventTime, labels },
  ) as FeatureColumns<Row, Label>;
  const definitions = builtEntries(`features of ${name}`, "`build`", build(row)).map(([feature, built]) => {
    const node = builtNode(`features ${feature}`, "a feature", built);
    checkFeature(feature, node, labels);
    return { name: feature, node };
  });
  checkNames(definitions);
  if (definitions.length === 0)
    throw new InvalidArgumentError(`features ${name}`, "at least one feature", undefined, "none");
  return Object.freeze({
    kind: "features" as const,
    contract,
    definitions,
    fingerprint: fingerprint({ contract: contract.fingerprint, definitions }),
  });
}

function checkFeature(feature: string, node: ExpressionNode, labels: Readonly<Record<string, unknown>>): void {
  const { expression, fitted, histories } = prepareFeature(node);
  const place = `features ${feature}`;
  const type = typeOf(expression);
  const numeric = type === "number" || type === "integer" || type === "boolean";
  if (fitted === "one-hot" ? type !== "text" : !numeric)
    throw new InvalidArgumentError(
      place,
      type === "time"
        ? "a number made of a time, e.g. by `hourOfDay` or `minutesSince`"
        : "a number, a yes/no expression, or text made into categories by `oneHot`",
      type,
      `${type}: ${describeExpression(node)}`,
    );
  // Types keep labels out of the callback's row; an expression written elsewhere could still bring one in.
  const label = columnsUsed(node).find((column) => Object.hasOwn(labels, column));
  if (label !== undefined)
    throw new InvalidArgumentError(
      place,
      "what is known when a prediction is asked: labels only through `history`",
      label,
      `the label ${label}`,
    );
  for (const { node: history } of histories)
    if (operandsOf(history).some(needsMoreThanARow))
      throw new InvalidArgumentError(place, "a history of plain columns", node, describeExpression(node));
  if (needsMoreThanARow(expression))
    throw new InvalidArgumentError(
      place,
      "`standardize`, `oneHot` and `cyclical` only as the last step",
      node,
      describeExpression(node),
    );
}

/** Whether an expression holds a history or something to be learned from training rows. */
function needsMoreThanARow(node: ExpressionNode): boolean {
  return (
    ["history", "standardize", "one-hot", "cyclical"].includes(node.op) || operandsOf(node).some(needsMoreThanARow)
  );
}

function checkNames(definitions: Features<unknown>["definitions"]): void {
  const seen = new Set<string>();
  for (const { name, node } of definitions)
    for (const column of node.op === "cyclical" ? [`${name} sine`, `${name} cosine`] : [name]) {
      if (seen.has(column))
        throw new InvalidArgumentError(`features ${name}`, "columns with names of their own", column);
      seen.add(column);
    }
}
