import {
  createMemoryStore,
  createRunner,
  createSimulatedClock,
  defineStage,
  pipeline,
  type Store,
} from "golden-pipeline";
import { lineageEvents } from "golden-pipeline/adapters/openlineage";
import { evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { logLoss } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { createRegistry, register } from "golden-pipeline/registry";
import { contract, derive } from "golden-pipeline/schema";
import { logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inputField, runEvent } from "./run-event-schema.js";

const row = z.object({ date: z.date(), temp_max: z.number().min(0), wind: z.number(), weather: z.string() });
const days = contract("days", row, {
  labels: { weather: { knownAt: (day) => day.date.plusMinutes(24 * 60) } },
});
const trainer = logisticRegression();
const rainy = model("rainy", days, { target: (day) => day.weather.equals("rain"), kinds: [trainer] });
const training = pipeline("rainy", ingest(days))
  .pipe(validate())
  .pipe(splitByTime("date", { test: 0.25 }))
  .pipe(
    engineer(
      features(days, (day) => ({ warmth: day.temp_max.standardize() })),
      rainy,
    ),
  )
  .pipe(train(trainer))
  .pipe(evaluate({ metrics: [logLoss()] }))
  .pipe(register(rainy));
const runnerOf = (store: Store, environment = {}) => {
  const registry = createRegistry({ store });
  return createRunner({ store, environment, services: { registry, champions: registry } });
};
const source = () => csvSource("node_modules/vega-datasets/data/seattle-weather.csv");
const naming = { namespace: "weather", repository: "https://git.example.com/weather" };

const flow = (datasets: readonly { readonly name: string }[]) => datasets.map(({ name }) => name);

describe("a run as lineage events", () => {
  it("tells what every stage read and wrote, from the source to the registered version", async () => {
    const store = createMemoryStore();
    const environment = { GIT_COMMIT: "0123456789abcdef0123456789abcdef01234567" };
    const { output } = await runnerOf(store, environment).run(training, source(), { runId: "day-1", seed: 7 });
    const events = await lineageEvents(store, "day-1", naming);

    for (const event of events) runEvent.parse(event);
    const ends = events.filter(({ eventType }) => eventType === "COMPLETE");
    expect(ends.map(({ job, inputs, outputs }) => [job.name, flow(inputs), flow(outputs)])).toEqual([
      ["rainy.ingest", ["seattle-weather.csv"], ["days.raw"]],
      ["rainy.validate", ["days.raw"], ["days", "days.quarantine"]],
      ["rainy.split-by-time", ["days"], ["days.train", "days.test"]],
      ["rainy.engineer", ["days.train", "days.test"], ["rainy.features"]],
      ["rainy.train", ["rainy.features"], ["rainy.candidate"]],
      ["rainy.evaluate", ["rainy.candidate"], ["rainy.evaluation"]],
      ["rainy.register", ["rainy.evaluation"], ["rainy"]],
      ["rainy", ["seattle-weather.csv"], ["rainy", "days.quarantine"]],
    ]);
    const [first, last] = [events[0], events.at(-1)];
    expect(first).toMatchObject({ eventType: "START", job: { name: "rainy" }, outputs: [] });
    expect(last?.outputs[0]?.facets.version?.datasetVersion).toBe(output.id);
    expect(last?.job.facets.sourceCodeLocation?.version).toBe(environment.GIT_COMMIT);
    expect(last?.run.facets.jobRunParameters?.parameters).toContainEqual({ key: "seed", value: 7 });
    const dataset = ends[1]?.outputs[0];
    expect(dataset?.facets.schema?.fields).toContainEqual({ name: "wind", type: "number" });
    const parts = ends[2]?.outputs.map(({ outputFacets }) => Number(outputFacets?.outputStatistics?.rowCount));
    expect(parts?.reduce((sum, rows) => sum + rows, 0)).toBe(dataset?.outputFacets?.outputStatistics?.rowCount);
    expect(ends[1]?.outputs[1]?.outputFacets?.dataQualityAssertions?.assertions).toContainEqual({
      assertion: "temp_max at-least",
      success: false,
    });
    const parent = events[1]?.run.facets.parent;
    expect(parent?.run).toEqual({ runId: first?.run.runId });
  });

  it("tells what each column was made of, from what landed to the features, and how", async () => {
    const raw = derive(row.extend({ weather: z.string().refine((word) => word !== "") }), (day) => ({
      evening: day.date.plusMinutes(day.wind),
      day: day.date.day(),
    }));
    const derived = contract("days", raw, {
      eventTime: "date",
      labels: { weather: { knownAt: (day) => day.evening } },
    });
    const store = createMemoryStore();
    const wet = model("wet", derived, { target: (day) => day.weather.equals("rain"), kinds: [trainer] });
    const made = features(derived, (day) => ({
      plain: day.wind,
      warmth: day.temp_max.standardize(),
      hour: day.date.hourOfDay().cyclical(),
      gusts: day.wind.above(3).or(day.temp_max.below(2)),
      recent: day.day.history({ window: "7d" }).mean((past) => past.weather.equals("rain")),
      days: day.date.day().history({ window: "7d" }).count(),
    }));
    const stage = pipeline("wet", ingest(derived))
      .pipe(validate())
      .pipe(splitByTime("date", { test: 0.25 }))
      .pipe(engineer(made, wet));
    await createRunner({ store }).run(stage, source(), { runId: "columns" });
    const events = await lineageEvents(store, "columns", naming);
    for (const event of events) runEvent.parse(event);
    expect(events.flatMap(({ inputs }) => inputs).some(({ facets }) => "columnLineage" in facets)).toBe(false);
    const facetOf = (name: string) =>
      events.findLast(({ outputs }) => flow(outputs).includes(name))?.outputs.find((one) => one.name === name)?.facets
        .columnLineage;
    const readOf = (name: string, column: string) => {
      const fields = z.record(z.string(), z.object({ inputFields: z.array(inputField) })).parse(facetOf(name)?.fields);
      return fields[column]?.inputFields.map(
        (input) => `${input.name} ${input.field} ${input.transformations.map(({ subtype }) => subtype).join(" ")}`,
      );
    };
    expect(readOf("days", "wind")).toEqual(["days.raw wind IDENTITY"]);
    expect(readOf("days", "weather")).toEqual(["days.raw weather TRANSFORMATION"]);
    expect(readOf("days", "evening")).toEqual(["days.raw date TRANSFORMATION", "days.raw wind TRANSFORMATION"]);
    expect(readOf("days.train", "wind")).toEqual(["days wind IDENTITY"]);
    expect(facetOf("days.test")?.dataset).toMatchObject([
      { name: "days", field: "date", transformations: [{ type: "INDIRECT", subtype: "FILTER" }] },
    ]);
    const train = (column: string) => readOf("wet.features", column)?.filter((read) => read.startsWith("days.train"));
    expect(readOf("wet.features", "plain")).toEqual(["days.train wind IDENTITY", "days.test wind IDENTITY"]);
    expect(train("warmth")).toEqual(["days.train temp_max TRANSFORMATION"]);
    expect(train("hour sine")).toEqual(["days.train date TRANSFORMATION"]);
    expect(train("gusts")).toEqual(["days.train temp_max TRANSFORMATION", "days.train wind TRANSFORMATION"]);
    expect(train("recent")).toEqual([
      "days.train date WINDOW",
      "days.train day GROUP_BY",
      "days.train evening WINDOW",
      "days.train weather AGGREGATION",
    ]);
    expect(train("days")).toEqual(["days.train date GROUP_BY WINDOW"]);
  });

  it("gives the same run the same UUIDs again, and other runs, stages and namespaces others", async () => {
    const store = createMemoryStore();
    const runner = runnerOf(store);
    for (const runId of ["day-1", "day-2"]) await runner.run(training, source(), { runId });
    const uuidsOf = async (runId: string, namespace: string) => [
      ...new Set((await lineageEvents(store, runId, { namespace })).map(({ run }) => run.runId)),
    ];
    const day = await uuidsOf("day-1", "weather");
    expect(await uuidsOf("day-1", "weather")).toEqual(day);
    const others = [...(await uuidsOf("day-2", "weather")), ...(await uuidsOf("day-1", "climate"))];
    expect(new Set([...day, ...others]).size).toBe(3 * 8);
    for (const uuid of day)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("names a dataset that an earlier run made, and one that an application put together by its version", async () => {
    const store = createMemoryStore();
    const runner = createRunner({ store });
    const { output } = await runner.run(pipeline("days", ingest(days)).pipe(validate()), source(), { runId: "days" });
    const split = splitByTime<z.infer<typeof row>, "weather">("date", { test: 0.25 });
    await runner.run(split, output, { runId: "split" });
    const [start] = await lineageEvents(store, "split", naming);
    expect(start?.inputs.map(({ name, facets }) => [name, facets.version?.datasetVersion])).toEqual([
      ["days", output.version],
    ]);
    const grown = { ...output, version: `dataset-${"0".repeat(64)}` };
    await runner.run(split, grown, { runId: "grown" });
    expect(flow((await lineageEvents(store, "grown", naming))[0]?.inputs ?? [])).toEqual([grown.version]);
  });

  it("tells of a failed stage and its run, with the error's message, and of what was cut off as aborted", async () => {
    const clock = createSimulatedClock(0);
    const store = createMemoryStore();
    const fails = defineStage({
      id: "acme/fails",
      version: "1.0.0",
      run: async (_: number) => {
        clock.set(2000);
        throw new RangeError("no such month");
      },
    });
    const stage = pipeline("months", fails);
    await expect(createRunner({ store, clock }).run(stage, 1, { runId: "bad" })).rejects.toThrow("no such month");
    const events = await lineageEvents(store, "bad", naming);
    for (const event of events) runEvent.parse(event);
    expect(events.map(({ eventType, eventTime, job }) => [eventType, eventTime.slice(17, 19), job.name])).toEqual([
      ["START", "00", "months"],
      ["START", "00", "months.acme/fails"],
      ["FAIL", "02", "months.acme/fails"],
      ["FAIL", "02", "months"],
    ]);
    expect(events.at(-1)?.run.facets.errorMessage?.message).toBe("RangeError: no such month");
  });

  it("gives starts only of a run that is under way, as after a crash", async () => {
    const store = createMemoryStore();
    let told: unknown;
    const looks = defineStage({
      id: "acme/looks",
      version: "1.0.0",
      run: async (input: number, context) => {
        told = await lineageEvents(store, context.runId, naming);
        return input;
      },
    });
    await createRunner({ store }).run(pipeline("looking", looks), 1, { runId: "now" });
    expect(told).toMatchObject([{ eventType: "START" }, { eventType: "START", job: { name: "looking.acme/looks" } }]);
  });

  it("of a stage that was run alone is one job, and of plain numbers there is no dataset", async () => {
    const store = createMemoryStore();
    const doubles = defineStage({ id: "acme/doubles", version: "1.0.0", run: (input: number) => input * 2 });
    await createRunner({ store }).run(doubles, 1, { runId: "one" });
    const events = await lineageEvents(store, "one", naming);
    expect(events).toMatchObject([
      { eventType: "START", job: { name: "acme/doubles" }, inputs: [], outputs: [] },
      { eventType: "COMPLETE", job: { name: "acme/doubles" }, inputs: [], outputs: [] },
    ]);
  });

  it("refuses a run that the store has not, and says which", async () => {
    await expect(lineageEvents(createMemoryStore(), "gone", naming)).rejects.toThrow(/run gone/);
  });
});
