import { InvalidArgumentError, type Json, type JsonObject } from "../../core/index.js";
import { isLoggedOutput, outputsFromLog } from "../../model/house.js";
import type { Outputs, Task } from "../../model/index.js";

interface About {
  readonly task: Task;
  readonly labels?: readonly string[];
}

/**
 * What was said of rows as outputs of a task: a class counts as its certainty, named labels as theirs, yes and no as 1 and 0.
 * @throws {InvalidArgumentError} something else was said than the task asks for, e.g. a class that is none.
 */
export function saidOutputs(place: string, about: About, said: readonly Json[]): Outputs {
  const { task, labels } = about;
  return outputsFromLog(
    place,
    task,
    said.map((one) => certain(place, about, one)),
    labels,
  );
}

/** What was said as a model with probabilities says it. */
function certain(place: string, { task, labels }: About, said: Json): Json {
  const output = outputOf(task, said);
  if (!isLoggedOutput(task, output)) return refuse(place, expected(task, labels), said);
  if (task !== "classes" && task !== "label-sets") return output;
  for (const name of Object.keys(output as JsonObject))
    if (labels && !labels.includes(name)) refuse(place, `one of ${labels.join(", ")}`, name);
  return output;
}

function outputOf(task: Task, said: Json): Json {
  if (task === "binary" && typeof said === "boolean") return Number(said);
  if (task === "classes" && typeof said === "string") return { [said]: 1 };
  if (task === "label-sets" && Array.isArray(said)) return Object.fromEntries(said.map((name) => [String(name), 1]));
  return said;
}

function expected(task: Task, labels: readonly string[] = []): string {
  switch (task) {
    case "classes":
    case "label-sets":
      return `names or probabilities of ${labels.join(", ")}`;
    case "binary":
      return "true, false or a probability";
    case "vector":
      return "numbers";
    case "text":
      return "a text";
    default:
      return "a number";
  }
}

function refuse(place: string, wanted: string, said: unknown): never {
  throw new InvalidArgumentError(place, `a reply that says ${wanted}`, said);
}
