import { createMemoryRegistryMirror, type MirroredRegistry, type RegistryMirror } from "golden-pipeline/ports";
import { registryMirrorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { failedChecks } from "./failed-checks.js";

/** Checks of a mirror in memory that sees the registry by other eyes, or that is another after `change`. */
function checksOf({
  see = (registry) => registry,
  change = (mirror) => mirror,
}: {
  readonly see?: (registry: MirroredRegistry) => MirroredRegistry;
  readonly change?: (mirror: RegistryMirror) => RegistryMirror;
}) {
  return registryMirrorChecks(async (registry) => {
    const memory = createMemoryRegistryMirror(see(registry));
    return {
      mirror: change(memory),
      reopen: async () => change(memory),
      read: async (model) => memory.models.get(model) ?? { versions: {}, aliases: {} },
      close: async () => undefined,
    };
  });
}

describe("the checks of mirrors tell", () => {
  it("one that takes every promotion and no rollback", async () => {
    const see = (registry: MirroredRegistry): MirroredRegistry => ({
      ...registry,
      history: async (model) =>
        (await registry.history(model)).filter(({ summary }) => !summary.startsWith("rolled back")),
    });
    expect(await failedChecks(checksOf({ see }))).toEqual([
      "moves champion with a promotion, and back with a rollback",
    ]);
  });

  it("one that knows of no names but champion", async () => {
    const see = (registry: MirroredRegistry): MirroredRegistry => ({
      ...registry,
      history: async (model) =>
        (await registry.history(model)).map((event) =>
          event.alias === "champion" ? event : { ...event, alias: undefined },
        ),
    });
    expect(await failedChecks(checksOf({ see }))).toEqual(["tells of every alias, as it stands by the end"]);
  });

  it("one that says it has changed what stood there already", async () => {
    const change = (mirror: RegistryMirror): RegistryMirror => ({
      ...mirror,
      sync: async (model) => ({ ...(await mirror.sync(model)), changes: ["all of it"] }),
    });
    expect(await failedChecks(checksOf({ change }))).toEqual([
      "told again, changes nothing",
      "goes on in another process with what is there",
      "says nothing of a model without events",
    ]);
  });
});
