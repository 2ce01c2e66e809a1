import { loadTemporal } from "./load-temporal.js";
import { workflowsPath } from "./workflows-path.js";

let bundle: Promise<{ readonly code: string }> | undefined;

/** The code that Temporal replays, bundled once in a process: it takes a second or more, and is the same for all workers. */
export function workflowBundle(): Promise<{ readonly code: string }> {
  bundle ??= bundled().catch((error: unknown) => {
    bundle = undefined;
    throw error;
  });
  return bundle;
}

async function bundled(): Promise<{ readonly code: string }> {
  const { Runtime, bundleWorkflowCode } = await loadTemporal();
  return bundleWorkflowCode({ workflowsPath: workflowsPath(), logger: Runtime.instance().logger });
}
