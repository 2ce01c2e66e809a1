import { InvalidArgumentError, type Json } from "../core/index.js";
import { compileTarget, type OutputFacts } from "../model/house.js";
import type { ModelProfile } from "../model/index.js";
import type { ExpressionNode } from "../schema/house.js";
import { columnsOf, compileRow } from "../schema/house.js";
import type { Columns } from "../schema/index.js";
import type { MonitorOptions } from "./monitor-options.js";

/** What turned out for an answered request. */
export type Outcome = {
  /** As it was answered. */
  readonly output: unknown;
  /** Rows of one cluster, e.g. a day, are not independent. @default what the monitor's `cluster` gives, or the UTC day of the event time */
  readonly cluster?: string;
} & (
  | {
      /** The request's row with what turned out: the model's own expression reads the target. */
      readonly row: object;
    }
  | {
      /** What was right: yes or no (or 1 and 0), a number, a class, labels, a text. */
      readonly target: unknown;
    }
);

interface ReadOutcome {
  readonly output: Json;
  readonly target: Json | undefined;
  readonly cluster: string;
  readonly task: Pick<OutputFacts, "task" | "labels">;
}

/** Compiles what labels are read by. */
export function readOutcome<Row, Label extends string, Target>(
  { model, cluster }: MonitorOptions<Row, Label, Target>,
  { outputs }: ModelProfile,
): (given: Outcome) => ReadOutcome {
  if (cluster !== undefined && model === undefined)
    throw new InvalidArgumentError("monitoring", "`model` beside `cluster`, whose columns it reads", undefined, "none");
  const target = model && compileTarget(model);
  const group = clusterNode(model, cluster);
  const clusterOf = group && compileRow(group);
  const { eventTime } = model?.contract ?? {};
  const labels = outputs?.labels ?? model?.target.labels;
  let task = outputs?.task ?? model?.task;
  return (given) => {
    const row = "row" in given ? given.row : undefined;
    if (!("target" in given) && row === undefined)
      throw new InvalidArgumentError(
        "monitoring",
        "a label with its `target`, or with the `row` it is read from",
        given,
      );
    if (!("target" in given) && target === undefined)
      throw new InvalidArgumentError(
        "monitoring",
        "`model` in the monitor's options to read targets from rows",
        undefined,
        "none",
      );
    task ??= taskOf("target" in given ? given.target : undefined);
    const found = given.cluster ?? (row && (clusterOf ? clusterOf(row) : dayOf(row, eventTime)));
    if (found === undefined || found === null)
      throw new InvalidArgumentError("monitoring", "a label with its `cluster`, e.g. the day", found);
    return {
      output: given.output as Json,
      target: ("target" in given ? given.target : target?.(given.row as Readonly<Record<string, unknown>>)) as
        | Json
        | undefined,
      cluster: String(found),
      task: { task, ...(labels && { labels }) },
    };
  };
}

function clusterNode<Row, Label extends string, Target>(
  model: MonitorOptions<Row, Label, Target>["model"],
  cluster: MonitorOptions<Row, Label, Target>["cluster"],
): ExpressionNode | undefined {
  return (
    model &&
    cluster?.(
      columnsOf(model.contract.columns, { place: "monitor", owner: `contract ${model.contract.name}` }) as Columns<Row>,
    ).node
  );
}

function dayOf(row: object, eventTime: string | undefined): string | undefined {
  const value = eventTime === undefined ? undefined : (row as Readonly<Record<string, unknown>>)[eventTime];
  // Logged rows have times as ISO texts.
  const isTime = typeof value === "number" || typeof value === "string";
  const time = value instanceof Date ? value : new Date(isTime ? value : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : dayAt(Math.floor(time.getTime() / dayMilliseconds));
}

const dayMilliseconds = 24 * 60 * 60 * 1000;
let newest = { day: Number.NaN, text: "" };

/** Labels come day by day, and printing a date takes longer than all else here. */
function dayAt(day: number): string {
  if (newest.day !== day) newest = { day, text: new Date(day * dayMilliseconds).toISOString().slice(0, 10) };
  return newest.text;
}

/** Where neither reference nor model state a task, the first label does: yes/no for a yes or no, otherwise a number. Others are unusable. */
function taskOf(target: unknown): "binary" | "number" {
  return typeof target === "boolean" ? "binary" : "number";
}
