import type { Alarm, AlarmSink } from "./alarm-sink.js";

/** Keeps what it is told, for tests and notebooks. */
export function createMemoryAlarmSink(): AlarmSink & {
  readonly sent: readonly { readonly model: string; readonly alarm: Alarm }[];
} {
  const sent: { readonly model: string; readonly alarm: Alarm }[] = [];
  return {
    specificationVersion: "v1",
    sent,
    async send(model, alarms) {
      for (const alarm of alarms)
        if (
          !sent.some(
            (known) => known.model === model && known.alarm.id === alarm.id && known.alarm.state === alarm.state,
          )
        )
          sent.push({ model, alarm });
    },
  };
}
