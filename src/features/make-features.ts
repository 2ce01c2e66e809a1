import { fingerprint, InvalidArgumentError } from "../core/index.js";
import {
  type Columns,
  type Contract,
  columnsOf,
  describeExpression,
  type Expression,
  type ExpressionNode,
  type Features,
  prepareFeature,
  typeOf,
} from "../data/index.js";

/**
 * Names features over a contract's rows. The callback sees what is known when a prediction is asked: label columns are not there;
 * histories may look at labels of earlier rows, as these were known at that moment.
 *
 * @throws {InvalidArgumentError} a feature is neither a number, nor yes/no, nor made of text by `oneHot`.
 */
export function features<Row, Label extends string>(
  contract: Contract<Row, Label>,
  build: (
    row: Columns<Omit<Row, Label>, Row>,
  ) => Readonly<Record<string, Expression<number> | Expression<boolean> | Expression<number | null>>>,
): Features<Row, Label> {
  const { name, columns, eventTime, labels } = contract;
  const known = columns.filter((column) => !(column.name in labels));
  const row = columnsOf(known, { contract: name, columns, eventTime, labels }) as Columns<Omit<Row, Label>, Row>;
  const definitions = Object.entries(build(row)).map(([feature, { node }]) => {
    checkFeature(feature, node);
    return { name: feature, node };
  });
  if (definitions.length === 0) throw new InvalidArgumentError(`features ${name}`, "at least one feature", "none");
  return Object.freeze({
    kind: "features" as const,
    contract,
    definitions,
    fingerprint: fingerprint({ contract: contract.fingerprint, definitions }),
  });
}

function checkFeature(feature: string, node: ExpressionNode): void {
  const { expression, fitted } = prepareFeature(node);
  const type = typeOf(expression);
  const numeric = type === "number" || type === "integer" || type === "boolean";
  if (fitted === "one-hot" ? type !== "text" : !numeric)
    throw new InvalidArgumentError(
      `features ${feature}`,
      "a number, a yes/no expression, or text made into categories by `oneHot`",
      `${type}: ${describeExpression(node)}`,
    );
}
