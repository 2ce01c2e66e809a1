import type { Context, Stage } from "golden-pipeline";
import { type Champions, evaluate, superior } from "golden-pipeline/evaluation";
import { logLoss, meanAbsoluteError } from "golden-pipeline/metrics";
import type { Candidate, Evaluated } from "golden-pipeline/model";
import type { Registry } from "golden-pipeline/registry";

import { describe, expectTypeOf, it } from "vitest";

interface Visit {
  readonly at: Date;
  readonly pages: number;
}

describe("evaluate", () => {
  it("takes a candidate and needs champions", () => {
    const stage = evaluate<Visit, "pages", boolean>({ metrics: [logLoss()], gate: superior({ metric: logLoss() }) });
    expectTypeOf(stage).toEqualTypeOf<
      Stage<
        Candidate<Visit, "pages", boolean>,
        Evaluated<Visit, "pages", boolean>,
        Context & { readonly champions: Champions }
      >
    >();
  });

  it("does not measure a yes/no target by a regression's metric", () => {
    // @ts-expect-error an absolute error of yes and no
    evaluate<Visit, "pages", boolean>({ metrics: [meanAbsoluteError()], gate: superior({ metric: logLoss() }) });
    // @ts-expect-error the log loss of a number
    evaluate<Visit, "pages", number>({ metrics: [meanAbsoluteError()], gate: superior({ metric: logLoss() }) });
    evaluate<Visit, "pages", number>({
      metrics: [meanAbsoluteError()],
      gate: superior({ metric: meanAbsoluteError() }),
    });
  });

  it("finds its champions in a registry", () => {
    expectTypeOf<Registry>().toExtend<Champions>();
  });
});
