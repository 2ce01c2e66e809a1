import { InvalidArgumentError } from "../../core/index.js";

export type Yaml = typeof import("yaml");

/** The optional peer that reads and writes YAML. @throws {InvalidArgumentError} it is not installed. */
export async function loadYaml(): Promise<Yaml> {
  try {
    return await import("yaml");
  } catch {
    throw new InvalidArgumentError(
      "pandera",
      "the package `yaml` to be installed",
      undefined,
      "none: npm install yaml",
    );
  }
}
