import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Json, JsonObject } from "../../src/core/index.js";
import { type JoinedPrediction, joinLabels, pairShadow } from "../../src/feedback/index.js";
import { type ModelName, model, type Prediction } from "../../src/model/index.js";
import { contract, type TimeColumn } from "../../src/schema/index.js";
import { hour, labelOf, predictionOf, start } from "./make.js";

const flights = contract(
  "flights",
  z.object({ departedAt: z.date(), origin: z.string(), landedAt: z.date().nullable(), delay: z.int() }),
  {
    eventTime: "departedAt",
    labels: {
      delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) },
      landedAt: { knownAt: (flight) => flight.departedAt.plusMinutes(60) },
    },
  },
);
const late = model("late", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });

interface Told {
  readonly key: string;
  readonly delay?: number | string;
  readonly live?: Partial<Prediction>;
  readonly shadow?: Partial<Prediction>;
}

/** Requests that a shadow, `late@2`, answered beside the champion, `late@1`. */
async function joinedOf(told: readonly Told[]): Promise<readonly JoinedPrediction[]> {
  const live = told.map(({ key, live }) => ({ ...predictionOf(key, { output: 0.2, ...live }), id: key }));
  const shadows = told.map(({ key, shadow }) => ({
    ...predictionOf(`${key}#shadow`, { arm: "shadow", version: "late@2", shadowOf: key, output: 0.6, ...shadow }),
    id: `${key}#shadow`,
  }));
  const labels = told.flatMap(({ key, delay }) =>
    delay === undefined
      ? []
      : [{ ...labelOf(key, { key }, { values: { delay } }), id: `label ${key}`, receivedTime: start }],
  );
  // Shadows answer later and in another order.
  return (await joinLabels({ predictions: [...live, ...shadows.reverse()], labels })).rows;
}

describe("a shadow's answers", () => {
  it("are paired with the champion's to the same labelled requests", async () => {
    const joined = await joinedOf([
      { key: "a", delay: 20, live: { cluster: "monday" }, shadow: { output: 0.9 } },
      { key: "b", live: { cluster: "monday" } },
      { key: "c", delay: 3, live: { output: 0.1, cluster: "tuesday" } },
    ]);
    const targets = { task: "binary", rows: 2, values: Float64Array.of(0, 1) };
    const shared = { ids: ["c", "a"], targets, clusters: ["tuesday", "monday"], dataset: "live traffic" };
    const outputs = (...values: number[]) => ({ task: "binary", rows: 2, width: 1, values: Float64Array.from(values) });
    expect(pairShadow(late, joined, { candidate: "late@2" })).toEqual({
      candidate: { ...shared, outputs: outputs(0.6, 0.9) },
      champion: { ...shared, outputs: outputs(0.1, 0.2) },
      leftOut: { unlabelled: 1, fallback: 0, unpaired: 0, withoutTarget: 0 },
    });
  });

  it("are left out where there is nothing to compare", async () => {
    const joined = await joinedOf([
      { key: "canary", delay: 1, live: { arm: "canary", version: "late@2" } },
      { key: "champion fell back", delay: 1, live: { fallback: "timeout" } },
      { key: "shadow fell back", delay: 1, shadow: { fallback: "timeout" } },
      { key: "no output", delay: 1, shadow: { output: undefined } },
      { key: "other shadow", delay: 1, shadow: { version: "late@3" } },
      // A label that names the request does not name the lost one.
      { key: "unlogged live answer", delay: 1, shadow: { shadowOf: "lost" } },
      { key: "no target", delay: "soon" },
      { key: "good", delay: 1 },
    ]);
    const pairs = pairShadow(late, joined, { candidate: "late@2" });
    expect(pairs.candidate.ids).toEqual(["good"]);
    expect(pairs.leftOut).toEqual({ unlabelled: 1, fallback: 3, unpaired: 1, withoutTarget: 1 });
    expect(pairShadow(late, joined, { candidate: "late@9" }).candidate.ids).toEqual([]);
  });

  it("are compared with one version, when it is named", async () => {
    const joined = await joinedOf([
      { key: "before", delay: 1 },
      { key: "after", delay: 1, live: { version: "late@4" } },
    ]);
    expect(pairShadow(late, joined, { candidate: "late@2" }).champion.ids).toEqual(["after", "before"]);
    expect(pairShadow(late, joined, { candidate: "late@2", champion: "late@4" }).champion.ids).toEqual(["after"]);
  });

  it("have the clusters of a given function, and none when some lack one", async () => {
    const joined = await joinedOf([
      { key: "a", delay: 1, live: { cluster: "monday" } },
      { key: "b", delay: 1 },
    ]);
    expect(pairShadow(late, joined, { candidate: "late@2" }).candidate).not.toHaveProperty("clusters");
    const paired = pairShadow(late, joined, { candidate: "late@2", cluster: ({ unit }) => `unit ${unit}` });
    expect(paired.champion.clusters).toEqual(["unit b", "unit a"]);
  });

  it("say what was asked, when a function reads it of every pair", async () => {
    const joined = await joinedOf([
      { key: "a", delay: 1 },
      { key: "b", delay: 1 },
    ]);
    const asked = pairShadow(late, joined, { candidate: "late@2", question: ({ unit }) => `from ${unit}?` });
    expect(asked.candidate.inputs).toEqual(["from b?", "from a?"]);
    expect(asked.champion.inputs).toEqual(asked.candidate.inputs);
    expect(pairShadow(late, joined, { candidate: "late@2" }).candidate).not.toHaveProperty("inputs");
  });

  it("may be about a target that is computed from times, which stand in logs as text", async () => {
    const duration = model("duration", flights, {
      target: (flight) => flight.landedAt.minutesSince(flight.departedAt),
      kinds: [],
    });
    const predictions = [
      { ...predictionOf("a"), id: "a" },
      { ...predictionOf("s", { arm: "shadow", version: "duration@2", shadowOf: "a" }), id: "s" },
    ];
    const landed = labelOf("1", { key: "a" }, { values: { landedAt: new Date(start + hour).toISOString() } });
    const { rows } = await joinLabels({ predictions, labels: [{ ...landed, id: "1", receivedTime: start }] });
    expect(pairShadow(duration, rows, { candidate: "duration@2" }).candidate.targets.values).toEqual(
      Float64Array.of(60),
    );
    const nothing = labelOf("1", { key: "a" }, { values: { landedAt: null } });
    const unknown = await joinLabels({ predictions, labels: [{ ...nothing, id: "1", receivedTime: start }] });
    expect(pairShadow(duration, unknown.rows, { candidate: "duration@2" }).candidate.ids).toEqual([]);
  });
});

describe("a shadow's answers of any task", () => {
  const row = {
    askedAt: z.date(),
    question: z.string(),
    topic: z.string().nullable(),
    tags: z.array(z.string()).nullable(),
    grade: z.number().nullable(),
    place: z.array(z.number()).nullable(),
    answer: z.string().nullable(),
    order: z.object({ total: z.number() }).nullable(),
  };
  const later = { knownAt: (one: { askedAt: TimeColumn }) => one.askedAt.plusMinutes(60) };
  const questions = contract("questions", z.object(row), {
    eventTime: "askedAt",
    labels: { topic: later, tags: later, grade: later, place: later, answer: later, order: later },
  });

  /** Both models' outputs for three requests, with the label of each. */
  async function pairsOf<Target>(
    name: ModelName<unknown, string, Target>,
    answers: readonly (readonly [candidate: Json, champion: Json, label: JsonObject])[],
  ) {
    const asked = { askedAt: new Date(start).toISOString(), question: "?" };
    const predictions = answers.flatMap(([candidate, champion], index) => {
      const shared = { key: `${index}`, row: { ...asked, question: index < 2 ? "q1" : "q2" } };
      const live = { ...predictionOf(`${index}`, { ...shared, output: champion }), id: `${index}` };
      const shadow = predictionOf(`${index}`, { ...shared, output: candidate, arm: "shadow", version: "late@2" });
      return [live, { ...shadow, id: `${index}#shadow`, shadowOf: `${index}` }];
    });
    const labels = answers.map(([, , values], index) => ({
      ...labelOf(`${index}`, { key: `${index}` }, { values }),
      id: `label ${index}`,
      receivedTime: start,
    }));
    const { rows } = await joinLabels({ predictions, labels });
    return pairShadow(name, rows, { candidate: "late@2" });
  }

  it("classes: probabilities stand in one order, and what a model does not know has none", async () => {
    const topics = model("topics", questions, { target: (one) => one.topic, kinds: [] });
    const { candidate, champion } = await pairsOf(topics, [
      [{ art: 0.75, law: 0.25 }, { law: 1 }, { topic: "law" }],
      [{ art: 0.5, law: 0.5 }, { law: 1 }, { topic: "zoo" }],
      [{ art: 0, law: 1 }, { law: 1 }, { topic: "art" }],
    ]);
    const shape = { task: "classes", rows: 3, width: 2, labels: ["art", "law"] };
    expect(candidate.outputs).toEqual({ ...shape, values: Float64Array.of(0.75, 0.25, 0.5, 0.5, 0, 1) });
    expect(champion.outputs).toEqual({ ...shape, values: Float64Array.of(0, 1, 0, 1, 0, 1) });
    expect(candidate.targets).toEqual({
      task: "classes",
      rows: 3,
      labels: ["art", "law", "zoo"],
      values: Int32Array.of(1, 2, 0),
    });
  });

  it("stated classes: a label that names another one has no target", async () => {
    const topics = model("topics", questions, { target: (one) => one.topic, labels: ["law", "art"], kinds: [] });
    const answer = { art: 0.75, law: 0.25 };
    const { candidate, leftOut } = await pairsOf(topics, [
      [answer, answer, { topic: "law" }],
      [answer, answer, { topic: "zoo" }],
      [answer, answer, { topic: null, grade: 1 }],
    ]);
    expect(candidate.outputs).toMatchObject({ rows: 1, labels: ["law", "art"], values: Float64Array.of(0.25, 0.75) });
    expect(candidate.targets).toMatchObject({ rows: 1, labels: ["law", "art"], values: Int32Array.of(0) });
    expect(leftOut.withoutTarget).toBe(2);
  });

  it("label sets", async () => {
    const tags = model("tags", questions, { target: (one) => one.tags, task: "label-sets", kinds: [] });
    const { candidate } = await pairsOf(tags, [
      [{ new: 0.9, hard: 0.8 }, { new: 0.1, hard: 0.2 }, { tags: ["hard"] }],
      [{ new: 0.9, hard: 0.8 }, { new: 0.1, hard: 0.2 }, { tags: [] }],
    ]);
    expect(candidate.outputs).toMatchObject({ task: "label-sets", labels: ["new", "hard"] });
    expect(candidate.targets).toMatchObject({ labels: ["new", "hard"], values: Uint8Array.of(0, 1, 0, 0) });
  });

  it("rankings, numbers and vectors", async () => {
    const rank = model("rank", questions, {
      target: (one) => one.grade,
      task: "ranking",
      group: (one) => one.question,
      kinds: [],
    });
    const ranked = await pairsOf(rank, [
      [3, 1, { grade: 2 }],
      [2, 2, { grade: 0 }],
      [1, 3, { grade: 1 }],
    ]);
    expect(ranked.candidate.targets).toEqual({
      task: "ranking",
      rows: 3,
      values: Float64Array.of(2, 0, 1),
      groups: Int32Array.of(0, 0, 1),
    });
    expect(ranked.champion.outputs).toEqual({ task: "ranking", rows: 3, width: 1, values: Float64Array.of(1, 2, 3) });
    const grades = model("grades", questions, { target: (one) => one.grade, kinds: [] });
    const graded = await pairsOf(grades, [[-2.5, 1, { grade: -3 }]]);
    expect(graded.candidate).toMatchObject({ outputs: { task: "number" }, targets: { values: Float64Array.of(-3) } });
    const places = model("places", questions, { target: (one) => one.place, task: "vector", kinds: [] });
    const placed = await pairsOf(places, [[[1, 2], [3, 4], { place: [5, 6] }]]);
    expect(placed.candidate).toMatchObject({
      outputs: { width: 2, values: Float64Array.of(1, 2) },
      targets: { width: 2, values: Float64Array.of(5, 6) },
    });
  });

  it("texts and JSON", async () => {
    const answers = model("answers", questions, { target: (one) => one.answer, task: "text", kinds: [] });
    const answered = await pairsOf(answers, [
      ["forty", "42", { answer: "42" }],
      [null, "7", { answer: "7" }],
    ]);
    expect(answered.candidate.outputs).toEqual({ task: "text", rows: 1, values: ["forty"] });
    expect(answered.candidate.targets).toEqual({ task: "text", rows: 1, values: ["42"] });
    expect(answered.leftOut.fallback).toBe(1);
    const orders = model("orders", questions, { target: (one) => one.order, kinds: [] });
    const ordered = await pairsOf(orders, [[{ total: 7 }, { total: 8 }, { order: { total: 7 } }]]);
    expect(ordered.candidate).toMatchObject({
      outputs: { values: [{ total: 7 }] },
      targets: { values: [{ total: 7 }] },
    });
  });
});
