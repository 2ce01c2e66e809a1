import { loadPeer } from "../../core/house.js";

/** The optional peer that reads an MLmodel. @throws {SourceError} it is not installed. */
export function loadYaml(): Promise<typeof import("yaml")> {
  return loadPeer("mlflow", "yaml", () => import("yaml"));
}
