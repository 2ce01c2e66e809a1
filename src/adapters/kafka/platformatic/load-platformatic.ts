import { SourceError } from "../../../core/index.js";
import type { Platformatic } from "./connection.js";

/** @throws {SourceError} the package is not installed. */
export async function loadPlatformatic(): Promise<Platformatic> {
  try {
    return await import("@platformatic/kafka");
  } catch (cause) {
    throw new SourceError({
      place: "kafka client",
      message: "Needs the package @platformatic/kafka: npm install @platformatic/kafka@1",
      cause,
    });
  }
}
