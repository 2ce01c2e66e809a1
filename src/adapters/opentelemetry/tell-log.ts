import type { Logger as LogRecords } from "@opentelemetry/api-logs";
import type { Logger } from "../../core/index.js";
import { logAttributes } from "./log-attributes.js";
import type { Quietly } from "./quietly.js";

/** Numbers of the specification's severities. */
export const severities = { debug: 5, info: 9, warn: 13, error: 17 } as const;
export type Severity = keyof typeof severities;

/** A log of the house as records; each belongs to the span that is active where it is written. */
export function tellLog(records: LogRecords, quietly: Quietly): Logger {
  const write =
    (severity: Severity) =>
    (fields: object, message: string): void => {
      quietly(() =>
        records.emit({
          severityNumber: severities[severity],
          severityText: severity.toUpperCase(),
          body: message,
          attributes: logAttributes(fields),
        }),
      );
    };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}
