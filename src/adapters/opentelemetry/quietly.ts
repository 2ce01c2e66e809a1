import type { Api } from "./load-api.js";

/** Does what must not fail those who are only told of: what it throws goes to OpenTelemetry's own diagnostics, and undefined is given. */
export type Quietly = <Output>(work: () => Output) => Output | undefined;

export function createQuietly({ diag }: Pick<Api, "diag">): Quietly {
  return (work) => {
    try {
      return work();
    } catch (error) {
      try {
        diag.warn("golden-pipeline could not tell of its work", error);
      } catch {
        // Nobody is left to be told.
      }
      return undefined;
    }
  };
}
