import { SourceError } from "../../core/index.js";

export type Api = typeof import("@opentelemetry/api");

/** The optional peer by which code tells OpenTelemetry of itself. @throws {SourceError} it is not installed. */
export async function loadApi(): Promise<Api> {
  try {
    return await import("@opentelemetry/api");
  } catch (cause) {
    throw notInstalled("@opentelemetry/api", cause);
  }
}

/** The same for logs. @throws {SourceError} it is not installed. */
export async function loadLogsApi(): Promise<typeof import("@opentelemetry/api-logs")> {
  try {
    return await import("@opentelemetry/api-logs");
  } catch (cause) {
    throw notInstalled("@opentelemetry/api-logs", cause);
  }
}

function notInstalled(name: string, cause: unknown): SourceError {
  const message = `Expected the package ${name} to be installed, got none: npm install ${name}`;
  return new SourceError({ place: "opentelemetry", message, cause });
}
