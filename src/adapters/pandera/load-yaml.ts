import { loadPeer } from "../../core/house.js";

export type Yaml = typeof import("yaml");

/** The optional peer that reads and writes YAML. @throws {SourceError} it is not installed. */
export function loadYaml(): Promise<Yaml> {
  return loadPeer("pandera", "yaml", () => import("yaml"));
}
