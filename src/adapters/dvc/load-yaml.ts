import { loadPeer } from "../../core/house.js";

export type Yaml = typeof import("yaml");

/** The optional peer that reads and writes DVC's files. @throws {SourceError} it is not installed. */
export function loadYaml(): Promise<Yaml> {
  return loadPeer("dvc", "yaml", () => import("yaml"));
}
