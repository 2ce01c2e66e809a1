import { type HistoryStore, historyEntries } from "golden-pipeline/features";
import type { LabelLog } from "golden-pipeline/feedback";
import type { Monitor } from "golden-pipeline/monitoring";
import { createRowValidator } from "golden-pipeline/validation";
import { dispatcher, flights } from "./contract.js";
import { keyOf, rawOf } from "./flight-facts.js";
import type { Month } from "./world.js";

/** Tells the label of every answered flight as soon as it is known: to the log, to the features' history and to the monitor. */
export function createLanding(options: {
  readonly month: Month;
  readonly labels: LabelLog;
  readonly history: HistoryStore;
  readonly monitor: Monitor;
}): {
  answered(key: string, output: number): void;
  landUntil(now: number): Promise<void>;
} {
  const { month, labels, history, monitor } = options;
  const [checkFlight, historyOf] = [createRowValidator(flights), historyEntries(dispatcher.definitions)];
  const outputs = new Map<string, number>();
  let next = 0;
  return {
    answered: (key, output) => void outputs.set(key, output),
    async landUntil(now) {
      for (; next < month.rows; next++) {
        const flight = month.at(month.byLanding[next] as number);
        if (flight.landedAt.getTime() > now) return;
        const key = keyOf(flight);
        const output = outputs.get(key);
        if (output === undefined) continue;
        outputs.delete(key);
        labels.record({
          key: `${key}#landed`,
          prediction: { key },
          values: { delay: flight.delay },
          source: "outcome",
          eventTime: flight.departedAt.getTime(),
          knownTime: flight.landedAt.getTime(),
        });
        // What cannot be true is no history: it waits for a person.
        const checked = checkFlight(rawOf(flight));
        if (!checked.valid) continue;
        await history.record(historyOf(checked.row, key));
        monitor.label({ output, row: checked.row });
      }
    },
  };
}
