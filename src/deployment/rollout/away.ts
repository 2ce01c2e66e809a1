import type { RouterEvent } from "../router-event.js";

/** Whether something outside answers: told when it goes and when it comes back. */
export interface Away {
  /** Since when, in milliseconds since 1970, and what was thrown last; undefined while it answers. */
  readonly status: { readonly since: number; readonly cause: unknown } | undefined;
  failed(cause: unknown): void;
  answered(): void;
}

export function createAway(what: "store" | "registry", now: () => number, tell: (event: RouterEvent) => void): Away {
  let status: { readonly since: number; readonly cause: unknown } | undefined;
  return {
    get status() {
      return status;
    },
    failed(cause) {
      const isNew = status === undefined;
      status = { since: status?.since ?? now(), cause };
      if (isNew) tell({ type: "away", what, cause });
    },
    answered() {
      if (status === undefined) return;
      status = undefined;
      tell({ type: "back", what });
    },
  };
}
