import { ConflictError, StateError } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { isLetGo, isTakenOver, letGo } from "../../../src/ports/house.js";

const lost = () => new StateError({ place: "worker", message: "Expected the run, got none" });
const conflict = (log: string) => new ConflictError({ log, expected: 1, actual: 2 });

describe("a run that another process goes on with", () => {
  it("is known by a reason that says so, and not by one that looks like it", () => {
    const reason = letGo(lost());
    expect(isLetGo(reason, "r")).toBe(true);
    expect(isLetGo(lost(), "r")).toBe(false);
  });

  it("is known by a conflict at its own record, and not by one at another log", () => {
    expect(isLetGo(conflict("runs/r"), "r")).toBe(true);
    expect(isTakenOver(conflict("runs/r"), "r")).toBe(true);
    for (const log of ["runs/s", "champions/r"]) expect(isLetGo(conflict(log), "r")).toBe(false);
  });

  it("is not one that was called off for whatever reason", () => {
    for (const reason of [new Error("enough"), new DOMException("aborted", "AbortError"), "enough", undefined])
      expect(isLetGo(reason, "r")).toBe(false);
  });
});
