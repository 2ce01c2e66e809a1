import { loadPeer } from "../../core/house.js";

/** The optional peer that reads and writes contracts. @throws {SourceError} it is not installed. */
export function loadYaml(): Promise<typeof import("yaml")> {
  return loadPeer("soda", "yaml", () => import("yaml"));
}
