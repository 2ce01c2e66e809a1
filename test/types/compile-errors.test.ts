import { describe, expect, it } from "vitest";
import { type CompileError, compile } from "./compile.js";
import { mistakes, programs } from "./mistakes.js";

// One program of all of them: a second or so for each would be a minute.
const told = compile(programs);
const errorsOf = (name: string): readonly CompileError[] => told[name] ?? [];
const textOf = (name: string): string =>
  errorsOf(name)
    .flatMap(({ lines }) => lines)
    .join("\n");

describe("what the compiler says", () => {
  it("is nothing where nothing is wrong", () => {
    expect(errorsOf("prelude")).toEqual([]);
    expect(errorsOf("right")).toEqual([]);
  });

  it.each(Object.keys(mistakes))("is about the offending line, short, and of things with names: %s", (name) => {
    const errors = errorsOf(name);
    const lines = errors.flatMap((error) => error.lines);
    expect(errors.length).toBeGreaterThan(0);
    for (const { at } of errors) expect(at).toContain("✗");
    expect(lines.length).toBeLessThanOrEqual(8);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(600);
    const text = lines.join("\n");
    expect(text).not.toMatch(/\bany\b/);
    expect(text).not.toMatch(/\[\w+\]|exactOptionalPropertyTypes/);
    expect(text.split("departedAt: Date; origin: string; destination: string").length - 1).toBeLessThanOrEqual(2);
  });
});

describe("in the words of the compiler", () => {
  it("splitByTime after ingest", () => {
    expect(textOf("splitByTime after ingest")).toMatchInlineSnapshot(`
      "Argument of type 'SplitByTime<unknown, never>' is not assignable to parameter of type '"takes a dataset, the chain gives landed rows: put validate() between"'.
      Argument of type 'string' is not assignable to parameter of type 'Hint<"the rows are not known here: put validate() before it in a pipeline, or name the contract: splitByTime(column, { test, contract })">'."
    `);
  });

  it("train without engineer", () => {
    expect(textOf("train without engineer")).toMatchInlineSnapshot(
      `"Argument of type 'Train<unknown, string, unknown>' is not assignable to parameter of type '"takes feature sets, the chain gives a split: put engineer(features, model) between"'."`,
    );
  });

  it("evaluate before train", () => {
    expect(textOf("evaluate before train")).toMatchInlineSnapshot(
      `"Argument of type 'Evaluate<unknown, string, unknown>' is not assignable to parameter of type '"takes a candidate, the chain gives feature sets: put train(trainer) between"'."`,
    );
  });

  it("register without evaluate", () => {
    expect(textOf("register without evaluate")).toMatchInlineSnapshot(
      `"Argument of type 'Register<CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>, "delay", boolean>' is not assignable to parameter of type '"takes an evaluated candidate, the chain gives a candidate: put evaluate({ metrics, gate }) between"'."`,
    );
  });

  it("register of another model", () => {
    expect(textOf("register of another model")).toMatchInlineSnapshot(
      `"Argument of type 'Register<CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>, "delay", number>' is not assignable to parameter of type '"takes an evaluated candidate of other rows or of another target than the chain gives: name one contract and one model throughout"'."`,
    );
  });

  it("a typo in a feature's column", () => {
    expect(textOf("a typo in a feature's column")).toMatchInlineSnapshot(
      `"Property 'orgin' does not exist on type 'FeatureColumns<CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>, "delay">'. Did you mean 'origin'?"`,
    );
  });

  it("a typo in a target's column", () => {
    expect(textOf("a typo in a target's column")).toMatchInlineSnapshot(
      `"Property 'dealy' does not exist on type 'Columns<CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>>'. Did you mean 'delay'?"`,
    );
  });

  it("text used as a number", () => {
    expect(textOf("text used as a number")).toMatchInlineSnapshot(
      `"Property 'standardize' does not exist on type 'TextColumn<string, CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>>'."`,
    );
  });

  it("text as a feature as it stands", () => {
    expect(textOf("text as a feature as it stands")).toMatchInlineSnapshot(
      `"Type 'TextColumn<string, CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>>' is not assignable to type '"a feature is a number or yes/no: text becomes one by oneHot(), a time by hourOfDay() and the like"'."`,
    );
  });

  it("a label as a feature", () => {
    expect(textOf("a label as a feature")).toMatchInlineSnapshot(
      `"Type 'LabelColumn' is not assignable to type '"a label is not known when a prediction is asked: look at those of earlier rows by history({ window })"'."`,
    );
  });

  it("a split by a column that is no time", () => {
    expect(textOf("a split by a column that is no time")).toMatchInlineSnapshot(
      `"Argument of type '"distance"' is not assignable to parameter of type '"departedAt"'."`,
    );
  });

  it("an event time that is no time", () => {
    expect(textOf("an event time that is no time")).toMatchInlineSnapshot(
      `"Type '"distance"' is not assignable to type '"departedAt"'."`,
    );
  });

  it("a service that the runner lacks", () => {
    expect(textOf("a service that the runner lacks")).toMatchInlineSnapshot(
      `"Argument of type 'Pipeline<Ingestible, ModelVersion<CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>, "delay", boolean>, Context & ... 1 more ... & { ...; }>' is not assignable to parameter of type '"needs the service champions: createRunner({ services: { champions } })" | "needs the service registry: createRunner({ services: { registry } })"'."`,
    );
  });

  it("a metric of another task", () => {
    expect(textOf("a metric of another task")).toMatchInlineSnapshot(`
      "Type 'Metric<string | boolean | readonly string[]>' is not assignable to type 'Hint<"take metrics for the task number"> | Metric<number>'.
        Type 'Metric<string | boolean | readonly string[]>' is not assignable to type 'Metric<number>'.
          Type 'string | boolean | readonly string[]' is not assignable to type 'number'.
            Type 'string' is not assignable to type 'number'.
      Type 'Gate<string | boolean | readonly string[]>' is not assignable to type 'Gate<AnswerScore> | Gate<number> | Hint<"take metrics for the task number">'.
        Type 'Gate<string | boolean | readonly string[]>' is not assignable to type 'Gate<AnswerScore>'.
          Type 'AnswerScore' is not assignable to type 'string | boolean | readonly string[]'."
    `);
  });

  it("a trainer of another task", () => {
    expect(textOf("a trainer of another task")).toMatchInlineSnapshot(`
      "Argument of type 'Trainer<string | boolean | readonly string[]>' is not assignable to parameter of type 'Trainer<number> | Hint<"take a trainer for the task number">'.
        Type 'Trainer<string | boolean | readonly string[]>' is not assignable to type 'Trainer<number>'.
          Type 'number' is not assignable to type 'string | boolean | readonly string[]'."
    `);
  });

  it("a gate on a metric of another task", () => {
    expect(textOf("a gate on a metric of another task")).toMatchInlineSnapshot(`
      "Type 'Gate<number | readonly number[]>' is not assignable to type 'Gate<AnswerScore> | Gate<boolean> | Hint<"take metrics for the task binary">'.
        Type 'Gate<number | readonly number[]>' is not assignable to type 'Gate<AnswerScore>'.
          Type 'AnswerScore' is not assignable to type 'number | readonly number[]'."
    `);
  });

  it("a plugin for another input", () => {
    expect(textOf("a plugin for another input")).toMatchInlineSnapshot(
      `"Argument of type 'Stage<readonly number[], number, Context>' is not assignable to parameter of type '"takes something else than a dataset, which the chain gives: put a stage between that makes the one from the other"'."`,
    );
  });

  it("a request that misses a column", () => {
    expect(textOf("a request that misses a column")).toMatchInlineSnapshot(`
      "Argument of type '{ departedAt: Date; origin: string; distance: number; carrier: null; }' is not assignable to parameter of type 'RequestRow<CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>, "delay">'.
        Property 'destination' is missing in type '{ departedAt: Date; origin: string; distance: number; carrier: null; }' but required in type '{ departedAt: Date; origin: string; destination: string; distance: number; }'."
    `);
  });

  it("an option's name misspelt", () => {
    expect(textOf("an option's name misspelt")).toMatchInlineSnapshot(
      `"Object literal may only specify known properties, but 'tree' does not exist in type 'GradientBoostingOptions'. Did you mean to write 'trees'?"`,
    );
  });

  it("a fallback of another task", () => {
    expect(textOf("a fallback of another task")).toMatchInlineSnapshot(
      `"Type 'string' is not assignable to type 'number'."`,
    );
  });

  it("a bare model in the router", () => {
    expect(textOf("a bare model in the router")).toMatchInlineSnapshot(
      `"Property 'resolve' is missing in type 'Trainer<string | number | boolean | Relevance>' but required in type 'ModelSource'."`,
    );
  });

  it("a store where predictions go", () => {
    expect(textOf("a store where predictions go")).toMatchInlineSnapshot(
      `"Type 'Store' is missing the following properties from type 'PredictionSink': specificationVersion, write, flush, close"`,
    );
  });

  it("a split at the head of a pipeline", () => {
    expect(textOf("a split at the head of a pipeline")).toMatchInlineSnapshot(
      `"Argument of type 'string' is not assignable to parameter of type 'Hint<"the rows are not known here: put validate() before it in a pipeline, or name the contract: splitByTime(column, { test, contract })">'."`,
    );
  });

  it("a split at the head by a column that is no time", () => {
    expect(textOf("a split at the head by a column that is no time")).toMatchInlineSnapshot(
      `"Argument of type '"distance"' is not assignable to parameter of type '"departedAt"'."`,
    );
  });

  it("a split of another contract's rows", () => {
    expect(textOf("a split of another contract's rows")).toMatchInlineSnapshot(
      `"Argument of type 'SplitByTime<CompleteRow<{ departedAt: Date; }>, never>' is not assignable to parameter of type '"takes a dataset of other rows or of another target than the chain gives: name one contract and one model throughout"'."`,
    );
  });

  it("a target of another type", () => {
    expect(textOf("a target of another type")).toMatchInlineSnapshot(`
      "Type 'RowTimeColumn<Date, CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>>' is not assignable to type 'Expression<Date> & "a time is no target: take a number made of it, e.g. by minutesSince(start)"'.
        Type 'RowTimeColumn<Date, CompleteRow<{ departedAt: Date; origin: string; destination: string; carrier: string | null; distance: number; delay: number; }>>' is not assignable to type '"a time is no target: take a number made of it, e.g. by minutesSince(start)"'."
    `);
  });
});
