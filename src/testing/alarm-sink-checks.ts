import type { Alarm, AlarmSink } from "../ports/index.js";
import { deepStrictEqual, ok, strictEqual } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** A sink under check, and what it has told: ids and states of alarms, by model, each once. */
export interface CheckedAlarmSink {
  readonly sink: AlarmSink;
  told(): Promise<readonly { readonly model: string; readonly id: string; readonly state: Alarm["state"] }[]>;
  close(): Promise<void>;
}

/**
 * The contract of an `AlarmSink`: everything that was sent is told, told again it is the same message.
 * @example for (const { name, run } of alarmSinkChecks(async () => …)) it(name, run);
 */
export function alarmSinkChecks(create: () => Promise<CheckedAlarmSink>): Generator<Check> {
  return checksOf(
    create,
    {
      async "states its specification version"({ sink }) {
        strictEqual(sink.specificationVersion, "v1");
      },
      async "tells of an alarm when it fires and when it is resolved"({ sink, told }) {
        await sink.send("late", [alarmOf("calibration", "firing")]);
        await sink.send("late", [alarmOf("calibration", "resolved")]);
        deepStrictEqual(
          (await told()).map(({ model, state }) => [model, state]),
          [
            ["late", "firing"],
            ["late", "resolved"],
          ],
        );
      },
      async "tells of several alarms and models apart"({ sink, told }) {
        await sink.send("late", [alarmOf("calibration", "firing"), alarmOf("input origin", "firing")]);
        await sink.send("early", [alarmOf("calibration", "firing")]);
        const messages = (await told()).map(({ model, id }) => `${model} ${id}`);
        deepStrictEqual(messages.sort(), ["early calibration@5", "late calibration@5", "late input origin@5"]);
      },
      async "told again after a crash, an alarm is the same message"({ sink, told }) {
        for (let time = 0; time < 2; time++) await sink.send("late", [alarmOf("calibration", "firing")]);
        strictEqual((await told()).length, 1, "messages of an alarm that was sent twice");
      },
      async "takes no alarms at all, and any text"({ sink, told }) {
        await sink.send("late", []);
        await sink.send("late", [alarmOf('input "a"\n<b> & c', "firing")]);
        const ids = (await told()).map(({ id }) => id);
        ok(
          ids.includes('input "a"\n<b> & c@5'),
          `expected to be told of an alarm of any text, got ${JSON.stringify(ids)}`,
        );
      },
    },
    ["sink", "told"],
  );
}

function alarmOf(rule: string, state: Alarm["state"]): Alarm {
  const over = state === "resolved" ? { until: 9 } : {};
  return { id: `${rule}@5`, rule, state, since: 5, ...over, message: "5 % of it", numbers: { part: 0.05 } };
}
