import { StateError } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { carriedFailure } from "../../../src/adapters/temporal/carried-failure.js";
import { failureOf, noAnswer } from "../../../src/adapters/temporal/failure-of.js";

const named = (name: string, facts: object = {}, message = "") => Object.assign(new Error(message), { name }, facts);
const failed = (cause: Error) => named("WorkflowFailedError", { cause: named("ActivityFailure", { cause }) });

describe("what Temporal's client throws, in the words of the house", () => {
  it("is what the stage threw, as it was carried", () => {
    const { type, ...carried } = carriedFailure(new StateError({ place: "here", message: "too late" }));
    const arrived = failureOf("r", failed(named("ApplicationFailure", { ...carried, type })));
    expect(StateError.isInstance(arrived)).toBe(true);
    expect(arrived).toMatchObject({ name: "StateError", place: "here", message: "[golden-pipeline] [here] too late" });
  });

  it.each([
    ["was given up: none of its workers gave a sign of life", failed(named("TimeoutFailure"))],
    ["one that is CANCELLED", named("WorkflowFailedError", { cause: named("CancelledFailure") })],
    ["one that is TERMINATED", named("WorkflowFailedError", { cause: named("TerminatedFailure") })],
    ["one that failed: out of order", failed(named("ServerFailure", {}, "out of order"))],
    ["none: it was deleted", named("WorkflowNotFoundError")],
  ])("is a StateError that says why there is no end: %s", (said, error) => {
    const failure = failureOf("r/fit", error);
    expect(failure).toMatchObject({ name: "StateError", place: "temporal" });
    expect(failure.message).toContain("Expected workflow r/fit to end");
    expect(failure.message).toContain(said);
  });

  it("is a ServiceError without what was sent along, which says whether it is worth another try", () => {
    const grpc = (code: number) => named("Error", { code, metadata: { authorization: "swordfish" } }, "no connection");
    const gone = noAnswer("temporal", named("ServiceError", { cause: grpc(14) }, "Failed to start Workflow"));
    expect(gone).toMatchObject({ name: "ServiceError", retryable: true });
    expect(gone.message).toContain("got Failed to start Workflow: no connection");
    expect(JSON.stringify(gone)).not.toContain("swordfish");
    expect(gone.cause).toBeUndefined();
    for (const code of [3, 7, 16])
      expect(noAnswer("temporal", named("ServiceError", { cause: grpc(code) })).retryable).toBe(false);
    expect(noAnswer("temporal", "text").message).toContain("an error without a message");
  });
});
