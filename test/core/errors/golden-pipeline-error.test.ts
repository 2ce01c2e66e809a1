import { GoldenPipelineError, InvalidArgumentError, StateError } from "golden-pipeline";
import { describe, expect, it } from "vitest";

describe("an error of the library", () => {
  const error = new StateError({ place: "registry", message: "Expected a version", cause: "nothing" });

  it("says where it happened, has a code to branch on, and keeps its cause", () => {
    expect(error).toMatchObject({ name: "StateError", code: "state", place: "registry", cause: "nothing" });
    expect(error.message).toBe("[golden-pipeline] [registry] Expected a version");
  });

  it("is known by `isInstance`, by its own class and the base class alone, also from another copy of the package", () => {
    expect(GoldenPipelineError.isInstance(error)).toBe(true);
    expect(StateError.isInstance(error)).toBe(true);
    expect(InvalidArgumentError.isInstance(error)).toBe(false);
    expect(GoldenPipelineError.isInstance(new Error("other"))).toBe(false);
    const copy = Object.defineProperty(new Error("copy"), Symbol.for("golden-pipeline.error"), { value: "state" });
    expect(StateError.isInstance(copy)).toBe(true);
  });
});
