import { fingerprint } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { columnsOf, typeOf } from "../schema/house.js";
import type { Columns, Contract, Expression } from "../schema/index.js";
import { rememberModel } from "./live-models.js";
import type { ModelKind, ModelName } from "./model.js";

export interface ModelOptions<Row, Target> {
  /** What is predicted, from columns that may be known only later. A condition gives a probability, a number a number. */
  readonly target: (row: Columns<Row>) => Expression<Target>;
  /** The kinds of models that may stand behind the name: a serving process decodes these and no others. */
  readonly kinds: readonly ModelKind<never>[];
}

/**
 * Names what is predicted, for both ends: `register` writes versions of it, a router reads them back.
 * @throws {InvalidArgumentError} the name is not lower-case words joined by `-`, or the target is neither yes/no nor a number.
 */
export function model<Row, Label extends string, Target extends boolean | number | null>(
  name: string,
  contract: Contract<Row, Label>,
  options: ModelOptions<Row, Target>,
): ModelName<Row, Label, Target> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new InvalidArgumentError("model", "a name of lower-case words joined by `-`", name);
  const { node } = options.target(columnsOf(contract.columns) as Columns<Row>);
  const type = typeOf(node);
  if (type === "text" || type === "time" || type === "other")
    throw new InvalidArgumentError(`model ${name}`, "a yes/no or number target", `a ${type} one`);
  const target = { node, type: type === "boolean" ? ("boolean" as const) : ("number" as const) };
  const made: ModelName<Row, Label, Target> = Object.freeze({
    name,
    contract,
    target,
    kinds: options.kinds,
    fingerprint: fingerprint({ name, contract: contract.fingerprint, target }),
  });
  rememberModel(made as ModelName<never, never, never>);
  return made;
}
