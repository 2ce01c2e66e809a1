import { SourceError } from "../../core/index.js";

export type Yaml = typeof import("yaml");

/** The optional peer that reads and writes DVC's files. @throws {SourceError} it is not installed. */
export async function loadYaml(): Promise<Yaml> {
  try {
    return await import("yaml");
  } catch (cause) {
    const message = "Expected the package `yaml` to be installed, got none: npm install yaml";
    throw new SourceError({ place: "dvc", message, cause });
  }
}
