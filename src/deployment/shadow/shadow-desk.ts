import type { Prediction } from "../../model/index.js";
import type { LiveTable } from "../rollout/live-table.js";
import type { ShadowStatus } from "../router.js";
import { createShadowRunner, type ShadowRunner, type ShadowRunnerOptions } from "./shadow-runner.js";

/** This process's shadow, as the rollout has it. */
export interface ShadowDesk {
  adopt(live: LiveTable): void;
  /** What takes requests to answer unseen; undefined without a shadow. */
  readonly submit: ((row: object, live: Prediction) => void) | undefined;
  status(): ShadowStatus | undefined;
  idle(): Promise<void>;
}

export function createShadowDesk(options: Omit<ShadowRunnerOptions, "version" | "facts">): ShadowDesk {
  let running: { readonly started: number; readonly runner: ShadowRunner } | undefined;
  return {
    adopt({ state, shadow: version }) {
      if (state.shadow === null || version === undefined) running = undefined;
      else if (running?.started !== state.shadow.started)
        running = {
          started: state.shadow.started,
          runner: createShadowRunner({ ...options, version, facts: state.shadow.options }),
        };
    },
    get submit() {
      return running?.runner.submit;
    },
    status: () => running?.runner.status(),
    idle: async () => running?.runner.idle(),
  };
}
