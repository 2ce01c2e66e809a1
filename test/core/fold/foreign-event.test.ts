import { describe, expect, it } from "vitest";
import { createMemoryStore, DamagedError } from "../../../src/core/index.js";
import { retrainWhen } from "../../../src/feedback/index.js";
import { createAlarms } from "../../../src/monitoring/index.js";
import { createRegistry } from "../../../src/registry/index.js";

const sentence = "another version of this library, older or newer, may have written it, or it was edited";

describe("an event whose data is not what its type says", () => {
  it("is told in one sentence by the logs of all rooms", async () => {
    const store = createMemoryStore();
    for (const [log, type] of [
      ["alarms/late", "alarm-raised"],
      ["retrain/late", "retrain-claimed"],
      ["registry/late", "version-registered"],
    ] as const)
      await store.append(log, [{ type, time: 0, data: {} }], { expect: 0 });
    const readers = {
      "alarms@1": () => createAlarms({ store, name: "late" }).list(),
      "retrain@1": () => retrainWhen({ store, name: "late", everyDays: 1 }).claim(),
      "registry@1": () => createRegistry({ store }).resolve("late@champion"),
    };
    for (const [reference, reading] of Object.entries(readers)) {
      const error = await reading().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(DamagedError.isInstance(error) && [error.reference, error.message.endsWith(sentence)]).toEqual([
        reference,
        true,
      ]);
    }
  });
});
