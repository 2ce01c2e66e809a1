import { createMemoryRegistryMirror, type RegistryMirror } from "golden-pipeline/ports";
import { registryMirrorChecks } from "golden-pipeline/testing";
import { describe, it } from "vitest";

describe("the registry mirror in memory", () => {
  for (const { name, run } of registryMirrorChecks(async (registry) => {
    const mirror = createMemoryRegistryMirror(registry);
    return {
      mirror,
      read: async (model) => mirror.models.get(model) ?? { versions: {}, aliases: {} },
      reopen: async (): Promise<RegistryMirror> => mirror,
      close: async () => undefined,
    };
  }))
    it(name, run);
});
