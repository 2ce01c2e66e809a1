import { checkOptions, type OptionRules, option, systemClock } from "../../core/house.js";
import { type Clock, InvalidArgumentError, type Json } from "../../core/index.js";
import { createServiceClient, type ServiceOptions, serviceRules } from "../../ports/house.js";
import type { Alarm, AlarmSink } from "../../ports/index.js";

export interface AlertmanagerOptions extends ServiceOptions {
  /** Further labels of every alert, to route and group by, e.g. `{ team: "risk", severity: "page" }`. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Where a person can look further, e.g. a dashboard; people get it with the alert. @default none */
  readonly generatorUrl?: string;
  /** After this time a firing alarm of which nothing was heard any more is taken for resolved. @default 604800000, which is a week */
  readonly expiresAfterMilliseconds?: number;
  /** @default the machine's own time */
  readonly clock?: Clock;
}

const rules: OptionRules<AlertmanagerOptions> = {
  ...serviceRules,
  labels: option.noun,
  generatorUrl: option.text,
  expiresAfterMilliseconds: option.number({ above: 0, maximum: 1e14 }),
  clock: option.noun,
};
const own = ["alertname", "model"];
const week = 604_800_000;

/**
 * Tells Prometheus' Alertmanager of alarms, by version 2 of its interface. An alert is what a model and a rule are: it has the labels `alertname` (the rule) and
 * `model`, so that a silence holds for the next alarm of the rule, too. The annotations are `summary` (the message), `alarm` (the id) and `numbers`.
 * @example createAlarms({ store, name: "late-flights", sinks: [alertmanagerAlarms({ url: "http://127.0.0.1:9093" })] })
 * @throws {InvalidArgumentError} an option is outside what is accepted. `send` rejects with a `ServiceError` when Alertmanager did not take it.
 */
export function alertmanagerAlarms(options: AlertmanagerOptions): AlarmSink {
  checkOptions("alertmanager", options, rules);
  const { labels = {}, generatorUrl, expiresAfterMilliseconds = week, clock = systemClock } = options;
  for (const [name, value] of Object.entries(labels))
    if (!/^[a-zA-Z_]\w*$/.test(name) || own.includes(name) || typeof value !== "string")
      throw new InvalidArgumentError("alertmanager", `\`labels\` of other names than ${own.join(", ")}, as text`, name);
  const service = createServiceClient("alertmanager", options);

  function toAlert(model: string, alarm: Alarm): Json {
    const now = clock.now();
    // Windows of data may end later than this machine's time; Alertmanager would wait with them.
    const startsAt = Math.min(alarm.since, now);
    const over = Math.max(startsAt, Math.min(alarm.until ?? now, now));
    return {
      labels: { ...labels, alertname: alarm.rule, model },
      annotations: annotationsOf(alarm),
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(alarm.state === "resolved" ? over : now + expiresAfterMilliseconds).toISOString(),
      ...(generatorUrl !== undefined && { generatorURL: generatorUrl }),
    };
  }

  return {
    specificationVersion: "v1",
    async send(model, alarms) {
      const due = alarms.filter(({ state }) => state !== "pending");
      if (due.length > 0)
        await service.call(
          "POST",
          "/api/v2/alerts",
          due.map((alarm) => toAlert(model, alarm)),
        );
    },
  };
}

function annotationsOf({ id, message, numbers, acknowledged }: Alarm): Readonly<Record<string, string>> {
  const seen = acknowledged && `${acknowledged.by}${acknowledged.reason ? `: ${acknowledged.reason}` : ""}`;
  return { alarm: id, summary: message, numbers: JSON.stringify(numbers), ...(seen && { acknowledged: seen }) };
}
