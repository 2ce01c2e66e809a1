import type { Json, JsonObject } from "../core/index.js";
import {
  compareContracts,
  contractFromJson,
  contractToJson,
  describeDifference,
  type ExpressionNode,
} from "../schema/house.js";
import { describeExpression } from "../schema/index.js";
import type { ModelName, ModelTarget } from "./model.js";

/** What a model name's fingerprint is of, as plain JSON: kept with a version, so that who has another definition is told what differs. */
export interface ModelDefinition {
  readonly contract: Json;
  readonly target: JsonObject;
}

export function modelDefinition<Row, Label extends string, Target>({
  contract,
  target,
}: ModelName<Row, Label, Target>): ModelDefinition {
  return { contract: contractToJson(contract), target: described(target) };
}

/** What became of a model's definition since it was stored, in words; empty where nothing that can be told differs. */
export function changesOfModel<Row, Label extends string, Target>(
  { contract, target }: ModelDefinition,
  name: ModelName<Row, Label, Target>,
): readonly string[] {
  const contracts = compareContracts(contractFromJson(contract), name.contract).map(describeDifference);
  const now: { readonly [part: string]: string } = described(name.target);
  const targets = [...new Set([...Object.keys(target), ...Object.keys(now)])]
    .map((subject) => ({ subject, before: textOf(target[subject]), after: now[subject] }))
    .filter(({ before, after }) => before !== after);
  return [...contracts, ...targets.map(describeDifference)];
}

function described({ node, labels, group }: ModelTarget): { readonly [part: string]: string } {
  const said = (part: string, expression: ExpressionNode) => [part, describeExpression(expression)] as const;
  return Object.fromEntries([
    said("the target", node),
    ...(labels ? [["the labels", labels.join(", ")] as const] : []),
    ...(group ? [said("the group", group)] : []),
  ]);
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
