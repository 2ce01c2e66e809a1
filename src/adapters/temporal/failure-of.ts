import { GoldenPipelineError, StateError } from "../../core/index.js";
import { ServiceError } from "../../ports/index.js";
import { arrivedFailure } from "./carried-failure.js";
import { causeOf, grpcCode, nameOf } from "./foreign-error.js";

/** What Temporal's client throws, in the words of the house: what the workflow's work threw, or why it did not end, or that Temporal gives no answer. */
export function failureOf(workflowId: string, error: unknown): Error {
  if (GoldenPipelineError.isInstance(error)) return error;
  const name = nameOf(error);
  if (name === "WorkflowNotFoundError") return unended(workflowId, "none: it was deleted");
  if (name !== "WorkflowFailedError") return noAnswer("temporal", error);
  let failure = causeOf(error);
  if (nameOf(failure) === "ActivityFailure") failure = causeOf(failure);
  switch (nameOf(failure)) {
    case "ApplicationFailure":
      return arrivedFailure(failure);
    case "CancelledFailure":
      return unended(workflowId, "one that is CANCELLED");
    case "TerminatedFailure":
      return unended(workflowId, "one that is TERMINATED");
    case "TimeoutFailure":
      return unended(workflowId, "one that was given up: none of its workers gave a sign of life to the end");
    default:
      return unended(
        workflowId,
        `one that failed: ${failure instanceof Error ? failure.message : "for no reason given"}`,
      );
  }
}

const unended = (workflowId: string, got: string): StateError =>
  new StateError({
    place: "temporal",
    message: `Expected workflow ${workflowId} to end, got ${got}; run again under the same run id to have it done`,
  });

/** gRPC: the call is wrong or not allowed, and will be so the next time. */
const lasting = new Set([3, 5, 7, 12, 16]);

/** Without a cause: the errors of gRPC carry what was sent along, such as keys. */
export function noAnswer(place: string, error: unknown): ServiceError {
  if (error instanceof Error && nameOf(error) === "NamespaceNotFoundError")
    return noNamespace(place, "namespace" in error ? String(error.namespace) : "another");
  const cause = causeOf(error);
  const said = [error, cause].map(textOf).filter((text) => text !== "");
  return new ServiceError({
    place,
    message: `Expected an answer from Temporal, got ${said.join(": ") || "an error without a message"}`,
    retryable: !lasting.has(grpcCode(error) ?? 0),
  });
}

export function noNamespace(place: string, namespace: string): ServiceError {
  const message = `Expected a namespace that Temporal has, got ${namespace}: create it, or give the name of another`;
  return new ServiceError({ place, message, retryable: false });
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : "");
