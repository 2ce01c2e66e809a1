import { canonicalJson, createSimulatedClock } from "golden-pipeline";
import { createRouter, type RouterOptions } from "golden-pipeline/deployment";
import {
  jsonOutputs,
  labelledOutputs,
  type ModelKind,
  model,
  numericOutputs,
  type Outputs,
  type Prediction,
  textOutputs,
  UnansweredError,
} from "golden-pipeline/model";
import type { ModelSource } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { digestOf } from "../../src/core/house.js";
import { keepingSink } from "./make.js";

const tickets = contract(
  "tickets",
  z.object({
    at: z.date(),
    user: z.string(),
    question: z.string(),
    answer: z.string(),
    team: z.enum(["billing", "sales"]),
    minutes: z.number(),
    extra: z.any(),
  }),
  {
    eventTime: "at",
    labels: {
      answer: { knownAt: (ticket) => ticket.at.plusMinutes(60) },
      team: { knownAt: (ticket) => ticket.at.plusMinutes(60) },
      minutes: { knownAt: (ticket) => ticket.at.plusMinutes(60) },
    },
  },
);

/** A model that reads rows; its bytes are the function's number. */
const kindOf = (answers: readonly ((row: { question: string }) => Outputs)[]): ModelKind<never> => ({
  kind: "rows@1",
  decode: (bytes) => ({
    kind: "rows@1",
    reads: "rows",
    async predict(rows) {
      const answer = answers[Number(new TextDecoder().decode(bytes))];
      if (answer === undefined) throw new Error("no such model");
      return answer(rows[0] as { question: string });
    },
  }),
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const sourceOf = (name: {
  readonly name: string;
  readonly fingerprint: string;
  readonly task: Prediction["arm"];
}): ModelSource => ({
  specificationVersion: "v1",
  async resolve(selector) {
    const number = selector.endsWith("@champion") ? 1 : Number(selector.split("@")[1]);
    const bytes = encode(String(number - 1));
    return {
      model: bytes,
      fitted: undefined,
      version: {
        kind: "model-version",
        id: `${name.name}@${number}`,
        number,
        digest: "d".repeat(64),
        manifest: {
          format: "model@1",
          name: name.name,
          fingerprint: name.fingerprint,
          candidate: `candidate-${number}`,
          kind: "rows@1",
          task: name.task as "text",
          model: digestOf(bytes),
          decision: { threshold: 0.5 },
          trainer: { id: "rows", version: "1.0.0", hyperparameters: {} },
          data: { contract: tickets.fingerprint, train: "none", test: "none" },
          metrics: {},
          report: digestOf(encode("report")),
          git: { override: "a test" },
          runId: "run",
        },
      },
    };
  },
});

const ask = (question: string, at = 5) => ({ at: new Date(at), user: "ann", question, extra: null });
const asked = { unit: (row: { user: string }) => row.user, clock: createSimulatedClock(0) };

describe("a router of a model that answers in text and reads rows", () => {
  const answers = model("answers", tickets, {
    target: (ticket) => ticket.answer,
    task: "text",
    kinds: [
      kindOf([
        ({ question }) => textOutputs([`${question}? Yes.`]),
        ({ question }) => textOutputs([`${question}? yes`]),
      ]),
    ],
  });

  it("answers, typed, and needs no features", async () => {
    const predictions = keepingSink();
    const router = await createRouter({ registry: sourceOf(answers), model: answers, ...asked, predictions });
    const answer = await router.predict(ask("Is it open"));
    expect(answer).toMatchObject({ value: "Is it open? Yes.", decision: "Is it open? Yes.", missing: [] });
    expectTypeOf(answer.value).toEqualTypeOf<string>();
    expect(predictions.written[0]).not.toHaveProperty("features");
    expect(predictions.written[0]?.output).toBe("Is it open? Yes.");
  });

  it("compares its shadow by what the caller calls the same, and has no distance", async () => {
    const router = await createRouter({
      registry: sourceOf(answers),
      model: answers,
      ...asked,
      agrees({ row, live, shadow }) {
        expectTypeOf(live.output).toEqualTypeOf<string>();
        expectTypeOf(row.question).toEqualTypeOf<string>();
        return live.output.toLowerCase().replace(".", "") === shadow.output.toLowerCase();
      },
    });
    await router.shadow("answers@2", { maximumBusy: 1 });
    await router.predict(ask("Is it open"));
    await router.shadowIdle();
    expect(router.shadowStatus()).toMatchObject({ completed: 1, compared: 1, agreed: 1, meanDistance: undefined });
  });

  it("takes a row without an answer for a failed request: an error with its reason, the fallback, or the champion's answer", async () => {
    const silent = model("answers", tickets, {
      target: (ticket) => ticket.answer,
      task: "text",
      kinds: [
        kindOf([
          () => ({
            ...textOutputs(["placeholder"]),
            unanswered: [{ row: 0, kind: "refused", reason: "not of this" }],
          }),
        ]),
      ],
    });
    const made = { registry: sourceOf(silent), model: silent, ...asked };
    const failing = (await createRouter(made)).predict(ask("Is it open"));
    await expect(failing).rejects.toSatisfy(UnansweredError.isInstance);
    await expect(failing).rejects.toThrow("Expected an answer, got none (refused): not of this");
    const router = await createRouter({ ...made, fallback: { value: "A person will answer." } });
    expect(await router.predict(ask("Is it open"))).toMatchObject({
      value: "A person will answer.",
      fallback: "error",
    });
  });

  it("gives the declared text when it fails, decided as it stands", async () => {
    const router = await createRouter({
      registry: sourceOf(answers),
      model: answers,
      ...asked,
      version: "answers@3",
      fallback: { value: "A person will answer." },
    });
    expect(await router.predict(ask("Is it open"))).toMatchObject({
      value: "A person will answer.",
      decision: "A person will answer.",
      fallback: "error",
    });
  });

  it("is put into a canary and rolled back like any other model", async () => {
    const router = await createRouter({
      registry: sourceOf(answers),
      model: answers,
      ...asked,
      unit: (row) => row.question,
    });
    await router.canary("answers@3", { share: 0.5 });
    for (let turn = 0; turn < 200; turn++) expect((await router.predict(ask(`${turn}`))).value).toBe(`${turn}? Yes.`);
    expect(router.lastRollback).toMatchObject({ version: "answers@3", requests: 20 });
  });
});

describe("a router of a model with classes", () => {
  const probabilities = (billing: number) => () =>
    labelledOutputs("classes", ["billing", "sales"], Float64Array.of(billing, 1 - billing));
  const teams = model("teams", tickets, {
    target: (ticket) => ticket.team,
    labels: ["billing", "sales"],
    kinds: [kindOf([probabilities(0.75), probabilities(0.5)])],
  });

  it("answers probabilities by class and the class, and compares by total variation", async () => {
    const router = await createRouter({ registry: sourceOf(teams), model: teams, ...asked });
    await router.shadow("teams@2", { maximumBusy: 1 });
    const answer = await router.predict(ask("My bill"));
    expect(answer).toMatchObject({ value: { billing: 0.75, sales: 0.25 }, decision: "billing" });
    expectTypeOf(answer.value).toEqualTypeOf<{ readonly [label: string]: number }>();
    await router.shadowIdle();
    expect(router.shadowStatus()).toMatchObject({ agreed: 1, meanDistance: 0.25 });
  });

  it("takes a fallback of probabilities for its own classes only", async () => {
    const make = (value: RouterOptions<unknown, string, string>["fallback"]) =>
      createRouter({ registry: sourceOf(teams), model: teams, ...asked, ...(value && { fallback: value }) });
    await expect(make({ value: { billing: 0.5, sales: 0.4 } })).rejects.toThrow("sum to 1");
    await expect(make({ value: { billing: 1 } })).rejects.toThrow("probabilities of billing, sales");
    await expect(make({ value: { billing: 0.5, sales: 0.5 } })).resolves.toBeDefined();
  });
});

describe("a router of a model of numbers, and of JSON", () => {
  it("decides the number itself, also as a fallback", async () => {
    const minutes = model("minutes", tickets, {
      target: (ticket) => ticket.minutes,
      kinds: [kindOf([() => numericOutputs("number", Float64Array.of(12.5))])],
    });
    const router = await createRouter({
      registry: sourceOf(minutes),
      model: minutes,
      ...asked,
      fallback: { value: 30 },
    });
    const answer = await router.predict(ask("How long"));
    expect(answer).toMatchObject({ value: 12.5, decision: 12.5 });
    await expect(
      createRouter({ registry: sourceOf(minutes), model: minutes, ...asked, fallback: { value: Number.NaN } }),
    ).rejects.toThrow("a number for row 0");
  });

  it("gives several callers one answer that none of them, and not the model, can change", async () => {
    const kept = { steps: ["look", "answer"] };
    const plans = model("plans", tickets, {
      target: (ticket) => ticket.extra,
      task: "json",
      kinds: [kindOf([() => jsonOutputs([kept])])],
    });
    const router = await createRouter({ registry: sourceOf(plans), model: plans, ...asked });
    const [one, other] = await Promise.all([router.predict(ask("Plan")), router.predict(ask("Plan"))]);
    kept.steps.push("changed by the model");
    expect(() => (Object(one.value).steps as string[]).push("changed by a caller")).toThrow(TypeError);
    expect(canonicalJson(other.value)).toBe('{"steps":["look","answer"]}');
  });

  it("refuses outputs of another task", async () => {
    const minutes = model("minutes", tickets, {
      target: (ticket) => ticket.minutes,
      kinds: [kindOf([() => textOutputs(["twelve"])])],
    });
    const router = await createRouter({ registry: sourceOf(minutes), model: minutes, ...asked });
    await expect(router.predict(ask("How long"))).rejects.toThrow("Expected outputs for the task number, got text");
  });
});
