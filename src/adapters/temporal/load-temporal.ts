import { StateError } from "../../core/index.js";

/** @throws {StateError} a package is not installed. */
export async function loadTemporal() {
  try {
    const [{ Worker, Runtime, bundleWorkflowCode }, { ApplicationFailure, Context }] = await Promise.all([
      import("@temporalio/worker"),
      import("@temporalio/activity"),
    ]);
    return { Worker, Runtime, bundleWorkflowCode, ApplicationFailure, Context };
  } catch (cause) {
    throw new StateError({
      place: "temporal worker",
      message:
        "Needs the packages of Temporal: npm install @temporalio/client@1 @temporalio/worker@1 @temporalio/workflow@1 @temporalio/activity@1",
      cause,
    });
  }
}
