import { SourceError } from "../../core/index.js";

/** The optional peer that reads and writes contracts. @throws {SourceError} it is not installed. */
export async function loadYaml(): Promise<typeof import("yaml")> {
  try {
    return await import("yaml");
  } catch (cause) {
    const message = "Expected the package `yaml` to be installed, got none: npm install yaml";
    throw new SourceError({ place: "soda", message, cause });
  }
}
