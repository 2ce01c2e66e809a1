import type { Answer, Router, RouterOptions } from "golden-pipeline/deployment";
import type { PredictionLog } from "golden-pipeline/feedback";
import type { FreeText } from "golden-pipeline/model";
import type { ModelSource, PredictionSink } from "golden-pipeline/ports";
import type { Registry } from "golden-pipeline/registry";
import { describe, expectTypeOf, it } from "vitest";
import type { ShadowPair } from "../../src/deployment/house.js";
import { buyers, routerOf, sourceOf, type Visit } from "../deployment/make.js";

describe("a router", () => {
  it("takes its versions from a registry, and logs to a prediction log", () => {
    expectTypeOf<Registry>().toExtend<ModelSource>();
    expectTypeOf<PredictionLog>().toExtend<PredictionSink>();
  });

  it("asks for rows without their labels, and answers in numbers", () => {
    type Visits = Router<Visit, "bought", boolean>;
    expectTypeOf<Parameters<Visits["predict"]>[0]>().toExtend<{ at: Date; user: string; pages: number }>();
    expectTypeOf<Parameters<Visits["predict"]>[0]>().not.toHaveProperty("bought");
    expectTypeOf<Answer<boolean>["value"]>().toEqualTypeOf<number>();
  });

  it("takes a fallback and a comparer of its task only, and says what it decided", () => {
    expectTypeOf<RouterOptions<Visit, "bought", string>["fallback"]>().toEqualTypeOf<
      { readonly value: { readonly [label: string]: number } } | undefined
    >();
    expectTypeOf<Answer<FreeText>["value"]>().toEqualTypeOf<string>();
    expectTypeOf<Answer<FreeText>["decision"]>().toEqualTypeOf<string>();
    expectTypeOf<Answer<readonly number[]>["decision"]>().toEqualTypeOf<readonly number[]>();
    expectTypeOf<ShadowPair<object, boolean>["live"]>().toEqualTypeOf<{
      readonly output: number;
      readonly decision: "yes" | "no" | null;
    }>();
    // @ts-expect-error a text is no probability of yes
    const refused = () => routerOf([], { fallback: { value: "yes" } });
    expectTypeOf(refused).toBeFunction();
  });

  it("lets no bare model in", () => {
    const bare = { predict: () => new Float64Array(1) };
    const refused = () => [
      // @ts-expect-error a model without a registry
      routerOf([], { registry: bare }),
      // @ts-expect-error a name that is none
      routerOf([], { model: "buyers" }),
    ];
    expectTypeOf(refused).returns.toBeArray();
    expectTypeOf(sourceOf([])).toExtend<ModelSource>();
    expectTypeOf(buyers.name).toEqualTypeOf<string>();
  });
});
