import type { Answer, Router } from "golden-pipeline/deployment";
import type { PredictionLog } from "golden-pipeline/feedback";
import type { ModelSource, PredictionSink } from "golden-pipeline/ports";
import type { Registry } from "golden-pipeline/registry";
import { describe, expectTypeOf, it } from "vitest";
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
