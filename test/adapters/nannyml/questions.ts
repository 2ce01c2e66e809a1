import type { NannymlMethod, nannymlDrift } from "golden-pipeline/adapters/nannyml";
import { type Frame, seededFrame } from "../evidently/frames.js";

type Options = NonNullable<Parameters<typeof nannymlDrift>[2]>;

/** Frames with what is asked of them. */
export interface Question extends Frame {
  readonly methods: { readonly number: readonly NannymlMethod[]; readonly category: readonly NannymlMethod[] };
  readonly chunks: NonNullable<Options["chunks"]>;
  readonly thresholds: NonNullable<Options["thresholds"]>;
}

const methods = {
  number: ["jensen_shannon", "kolmogorov_smirnov", "wasserstein", "hellinger"],
  category: ["jensen_shannon", "hellinger", "chi2", "l_infinity"],
} as const;

const asked = [
  [300, 300, 0, {}, {}],
  [
    1001,
    500,
    0.3,
    { size: 120, incomplete: "append" },
    {
      jensen_shannon: { upper: 0.1 },
      hellinger: { deviationsAbove: 2, deviationsBelow: 1 },
      wasserstein: { lower: 0.1 },
    },
  ],
  [700, 330, 0.1, { number: 7, incomplete: "drop" }, { kolmogorov_smirnov: { deviationsAbove: 40 } }],
  [10_050, 2000, 0.05, { number: 3 }, {}],
] as const;

/** Seeded tables with several ways to cut them and to find limits. */
export function questions(prefix = "nannyml"): readonly Question[] {
  return asked.map(([before, now, shift, chunks, thresholds]) => ({
    ...seededFrame(prefix, before, now, shift),
    methods,
    chunks,
    thresholds,
  }));
}
