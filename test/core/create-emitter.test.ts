import { describe, expect, it } from "vitest";
import { createEmitter } from "../../src/core/house.js";

type Event = { readonly type: "began"; readonly at: number } | { readonly type: "ended" };

describe("an emitter", () => {
  it("tells those who listen to a type and those who listen to all, until they stop", () => {
    const heard: string[] = [];
    const { emit, on, onAny } = createEmitter<Event>(() => undefined);
    const stop = on("began", ({ at }) => heard.push(`began at ${at}`));
    onAny(({ type }) => heard.push(type));
    emit({ type: "began", at: 1 });
    emit({ type: "ended" });
    stop();
    emit({ type: "began", at: 2 });
    expect(heard).toEqual(["began at 1", "began", "ended", "began"]);
  });

  it("has no word of its own: an event called `error` that nobody hears is no failure", () => {
    const { emit, on } = createEmitter<{ readonly type: "error" | "newListener" }>(() => undefined);
    const heard: string[] = [];
    emit({ type: "error" });
    on("newListener", ({ type }) => heard.push(type));
    on("error", ({ type }) => heard.push(type));
    emit({ type: "error" });
    expect(heard).toEqual(["error"]);
  });

  it("reports what a listener throws or rejects with, and tells the others all the same", async () => {
    const reported: string[] = [];
    const heard: string[] = [];
    const { emit, on } = createEmitter<Event>((error, { type }) => reported.push(`${type}: ${String(error)}`));
    on("ended", () => {
      throw new Error("thrown");
    });
    on("ended", async () => {
      throw new Error("rejected");
    });
    on("ended", ({ type }) => heard.push(type));
    emit({ type: "ended" });
    await Promise.resolve().then(() => undefined);
    expect(heard).toEqual(["ended"]);
    expect(reported).toEqual(["ended: Error: thrown", "ended: Error: rejected"]);
  });
});
