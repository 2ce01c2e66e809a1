import { InvalidArgumentError, type Json } from "../../core/index.js";
import { checkOutputs, type NumericOutputs, type Outputs, type Task } from "../../model/index.js";

interface About {
  readonly task: Task;
  readonly labels?: readonly string[];
}

/**
 * What was said of rows as outputs of a task: a class counts as its certainty, named labels as theirs, yes and no as 1 and 0.
 * @throws {InvalidArgumentError} something else was said than the task asks for, e.g. a class that is none.
 */
export function saidOutputs(place: string, about: About, said: readonly Json[]): Outputs {
  const { task } = about;
  const rows = said.length;
  if (task === "json") return { task, rows, values: said };
  if (task === "text")
    return { task, rows, values: said.map((one) => (typeof one === "string" ? one : refuse(place, "a text", one))) };
  const numbers = said.map((one) => numbersOf(place, about, one));
  const width = about.labels?.length ?? numbers[0]?.length ?? 1;
  const outputs: NumericOutputs = {
    task,
    rows,
    width,
    values: Float64Array.from(numbers.flat()),
    ...(about.labels && { labels: about.labels }),
  };
  return checkOutputs(place, outputs);
}

function numbersOf(place: string, { task, labels = [] }: About, said: Json): readonly number[] {
  switch (task) {
    case "classes":
      return byName(place, labels, typeof said === "string" ? [said] : said);
    case "label-sets":
      return byName(place, labels, said);
    case "vector":
      return Array.isArray(said) && said.every((one) => typeof one === "number")
        ? said
        : refuse(place, "numbers", said);
    default: {
      const number = task === "binary" && typeof said === "boolean" ? Number(said) : said;
      return typeof number === "number"
        ? [number]
        : refuse(place, task === "binary" ? "true, false or a probability" : "a number", said);
    }
  }
}

/** One for each label, of names that hold or of probabilities by name. */
function byName(place: string, labels: readonly string[], said: Json): readonly number[] {
  if (typeof said !== "object" || said === null)
    return refuse(place, `names or probabilities of ${labels.join(", ")}`, said);
  const probabilities = new Map<unknown, unknown>(
    Array.isArray(said) ? said.map((name) => [name, 1]) : Object.entries(said),
  );
  for (const name of probabilities.keys())
    if (!labels.includes(name as string)) refuse(place, `one of ${labels.join(", ")}`, name);
  return labels.map((label) => Number(probabilities.get(label) ?? 0));
}

function refuse(place: string, expected: string, said: unknown): never {
  throw new InvalidArgumentError(place, `a reply that says ${expected}`, said);
}
