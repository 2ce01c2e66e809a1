import fc from "fast-check";
import { ConflictError, GoldenPipelineError, StateError, TimeoutError } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { arrivedError, carriedError } from "../../../src/ports/sent-work/carried-error.js";

/** What an engine does on the way, as DBOS: the facts of an error go through JSON. */
function throughTables(error: Error): Error {
  const { name, message } = error;
  const facts = JSON.parse(JSON.stringify({ ...error })) as object;
  return Object.assign(new Error(message), facts, { name });
}

describe("an error on its way between processes", () => {
  it("of ours keeps class by isInstance, name, message, place, code and plain facts, whatever they say", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (place, message) => {
        const arrived = arrivedError(throughTables(carriedError(new StateError({ place, message }))));
        expect(StateError.isInstance(arrived)).toBe(true);
        const { message: said } = new StateError({ place, message });
        expect(arrived).toMatchObject({ name: "StateError", place, code: "state", message: said });
      }),
    );
    const late = arrivedError(throughTables(carriedError(new TimeoutError("timeout", 7))));
    expect(TimeoutError.isInstance(late) && late.milliseconds).toBe(7);
    const lost = arrivedError(throughTables(carriedError(new ConflictError({ log: "l", expected: 1, actual: 2 }))));
    expect(ConflictError.isInstance(lost) && lost.actual).toBe(2);
  });

  it("of others stays theirs, also when it has the facts of ours", () => {
    const theirs = Object.assign(new Error("message"), { code: "state", place: "here" });
    expect(GoldenPipelineError.isInstance(arrivedError(throughTables(carriedError(theirs))))).toBe(false);
    expect(arrivedError("text")).toMatchObject({ message: "text" });
    expect(carriedError({ toString: () => "thing" })).toMatchObject({ message: "thing" });
  });
});
