import type { Context, Stage } from "golden-pipeline";
import type { Champions } from "golden-pipeline/evaluation";
import { type Evaluated, type ModelManifest, type ModelVersion, model } from "golden-pipeline/model";
import type { ModelSource, Registrar } from "golden-pipeline/ports";
import { type Registry, register } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";

import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";

const flights = contract("flights", z.object({ departedAt: z.date(), delay: z.int() }), {
  eventTime: "departedAt",
  labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) } },
});
type Flight = { departedAt: Date; delay: number };
const late = model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });

describe("a registry", () => {
  it("is what evaluation, deployment and the register stage ask for, by its shape alone", () => {
    expectTypeOf<Registry>().toExtend<Champions>();
    expectTypeOf<Registry>().toExtend<ModelSource>();
    expectTypeOf<Registry>().toExtend<Registrar>();
  });

  it("gives versions, and takes them or their names", () => {
    expectTypeOf<Registry["promote"]>().parameter(0).toEqualTypeOf<string | ModelVersion>();
    expectTypeOf<Awaited<ReturnType<Registry["champion"]>>>().toEqualTypeOf<ModelVersion | undefined>();
    expectTypeOf<ModelVersion<Flight, "delay", boolean>>().toExtend<string | ModelVersion>();
    expectTypeOf<ModelVersion["manifest"]>().toEqualTypeOf<ModelManifest>();
  });

  it("must be told why when it promotes without evidence or rolls back", () => {
    expectTypeOf<Parameters<Registry["rollback"]>[1]>().toHaveProperty("reason").toEqualTypeOf<string>();
    // @ts-expect-error an override states its reason
    expectTypeOf<{ override: true }>().toExtend<NonNullable<Parameters<Registry["promote"]>[1]>>();
  });
});

describe("the register stage", () => {
  it("takes an evaluated candidate of the same rows and target, and needs a registry", () => {
    expectTypeOf(register(late)).toEqualTypeOf<
      Stage<
        Evaluated<Flight, "delay", boolean>,
        ModelVersion<Flight, "delay", boolean>,
        Context & { readonly registry: Registrar }
      >
    >();
    expectTypeOf<Evaluated<Flight, "delay", number>>().not.toExtend<
      Parameters<ReturnType<typeof register<Flight, "delay", boolean>>>[0]
    >();
  });
});
