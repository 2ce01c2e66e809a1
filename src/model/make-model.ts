import { checkArguments, checkOptions, fingerprint, type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import type { ValueType } from "../schema/house.js";
import { builtNode, columnsOf, typeOf } from "../schema/house.js";
import type { Columns, Contract, Expression } from "../schema/index.js";
import type { ModelKind, ModelName } from "./model.js";
import type { FreeText, Relevance, Task, TaskOf } from "./task.js";

/** What a target's type becomes when a task is stated for it. */
export type TargetOf<T, K extends Task> = K extends "ranking" ? Relevance : K extends "text" ? FreeText : T;

/** A column of lists does not say of what: the task of such a target is stated. */
export type TaskOption<T, K extends Task> = [NonNullable<T>] extends [readonly unknown[]]
  ? { readonly task: K }
  : {
      /**
       * What the model is asked for.
       * @default `binary` for a condition, `number` for a number, `classes` for a text, `json` for an object
       */
      readonly task?: K;
    };

type NoTime<T> = [T] extends [Date | null]
  ? [T] extends [null]
    ? unknown
    : "a time is no target: take a number made of it, e.g. by minutesSince(start)"
  : unknown;

export interface ModelOptions<Row, T> {
  /** What is predicted, from columns that may be known only later. Rows where it is missing are left out, and counted. */
  readonly target: (row: Columns<Row>) => Expression<T> & NoTime<T>;
  /** For `classes` and `label-sets`: all there are, in the order of the outputs. @default those of the training rows, sorted */
  readonly labels?: readonly string[];
  /** For `ranking`, which needs it: rows with equal values of it are ranked against each other, e.g. the query. */
  readonly group?: (row: Columns<Row>) => Expression<string> | Expression<number>;
  /** The kinds of models that may stand behind the name: a serving process decodes these and no others. */
  readonly kinds: readonly ModelKind<never>[];
}

const rules: OptionRules<ModelOptions<never, never> & { readonly task?: Task }> = {
  target: option.required(option.callback),
  labels: option.listOf(option.text),
  group: option.callback,
  kinds: option.required(option.listOf(option.modelKind)),
  task: option.oneOf("binary", "number", "classes", "label-sets", "ranking", "text", "json", "vector"),
};

const tasksOf: Readonly<Record<ValueType, readonly Task[]>> = {
  boolean: ["binary"],
  number: ["number", "ranking"],
  integer: ["number", "ranking"],
  text: ["classes", "text"],
  other: ["json", "label-sets", "vector"],
  time: [],
};

/**
 * Names what is predicted, for both ends: `register` writes versions of it, a router reads them back.
 * @example model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [gradientBoosting()] })
 * @throws {InvalidArgumentError} the name is not lower-case words joined by `-`, the target's type is none of the task, `labels` are stated
 *   twice or for another task, or a ranking has no `group`.
 */
export function model<Row, Label extends string, T, K extends Task = TaskOf<T>>(
  name: string,
  contract: Contract<Row, Label>,
  options: ModelOptions<Row, T> & TaskOption<T, K>,
): ModelName<Row, Label, TargetOf<T, K>> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new InvalidArgumentError("model", "a name of lower-case words joined by `-`", name);
  const place = `model ${name}`;
  checkArguments(place, { contract }, { contract: option.contract });
  checkOptions<ModelOptions<Row, T> & { readonly task?: Task }>(place, options, rules);
  const row = columnsOf(contract.columns, { place, owner: `contract ${contract.name}` }) as Columns<Row>;
  const node = builtNode(place, "`target`", options.target(row));
  const possible = tasksOf[typeOf(node)];
  const task: Task | undefined = options.task ?? possible[0];
  if (task === undefined || !possible.includes(task))
    throw new InvalidArgumentError(
      place,
      possible.length === 0
        ? "a target other than a time"
        : `a \`task\` among ${possible.join(", ")} for a ${typeOf(node)} target`,
      task ?? typeOf(node),
    );
  const { labels } = options;
  if (labels !== undefined) checkLabels(place, task, labels);
  if ((task === "ranking") !== (options.group !== undefined))
    throw new InvalidArgumentError(place, "`group` for the task `ranking`, and for no other", task);
  const target = {
    node,
    ...(labels && { labels }),
    ...(options.group && { group: builtNode(place, "`group`", options.group(row)) }),
  };
  return Object.freeze({
    kind: "model-name" as const,
    name,
    contract,
    task,
    target,
    kinds: options.kinds,
    fingerprint: fingerprint({ name, contract: contract.fingerprint, task, target }),
  });
}

function checkLabels(place: string, task: Task, labels: readonly string[]): void {
  if (task !== "classes" && task !== "label-sets")
    throw new InvalidArgumentError(place, "`labels` for the tasks `classes` and `label-sets` only", task);
  const least = task === "classes" ? 2 : 1;
  if (new Set(labels).size !== labels.length || labels.length < least)
    throw new InvalidArgumentError(place, `at least ${least} \`labels\`, each once`, labels);
}
