import { createSimulatedClock, type Json } from "golden-pipeline";
import { createFeastWriter, feastOnlineFeatures } from "golden-pipeline/adapters/feast";
import type { OnlineFeatures } from "golden-pipeline/ports";
import type { onlineFeaturesChecks } from "golden-pipeline/testing";

type Entity = Parameters<OnlineFeatures["get"]>[0][number];

const now = Date.UTC(2026, 10, 28);
const hour = 3_600_000;
export const features = {
  "by_user:visits": {},
  "by_user:country": { maximumAgeMilliseconds: hour },
  "by_route:visits": {},
};
let checks = 0;

/**
 * What the suite is run on: a server that has the views `by_user` (visits, country, written) and `by_route` (visits), each with a push source of its name. Feast ties a feature to the
 * keys of its view, where the suite asks for `visits` of any entity; every check has entities of its own.
 */
export function checkedFeast(url: () => string): Parameters<typeof onlineFeaturesChecks>[0] {
  return async () => {
    const place = `check ${process.pid} ${++checks} `;
    const feast = feastOnlineFeatures({ url: url(), features, clock: createSimulatedClock(now) });
    const writer = createFeastWriter({ url: url() });
    const viewOf = (entity: Entity | undefined) => (entity !== undefined && "from" in entity ? "by_route" : "by_user");
    const own = (entity: Entity): Entity =>
      Object.fromEntries(Object.entries(entity).map(([key, value]) => [key, place + value]));
    const online: Required<OnlineFeatures> = {
      specificationVersion: "v1",
      async get(entities, asked, options) {
        const view = viewOf(entities[0]);
        const names = asked.map((feature) => `${view}:${feature}`);
        const rows = await feast.get(entities.map(own), names, options);
        return rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name.slice(view.length + 1), value])),
        );
      },
      /** As whoever materialises has to: Feast's SQLite store lets older rows take the place of newer ones. */
      async write(rows) {
        for (const { entity, eventTime, values } of rows) {
          const [before] = await online.get([entity], ["visits"]);
          if ((before?.visits?.eventTime ?? 0) > eventTime) continue;
          const row: Record<string, Json> = { ...own(entity), ...values };
          // A push of nothing but nulls is passed over, so there is a feature that never is null.
          if (viewOf(entity) === "by_user") Object.assign(row, { country: values.country ?? null, written: 1 });
          const time = new Date(eventTime);
          await writer.push(viewOf(entity), [{ ...row, event_timestamp: time }]);
        }
      },
    };
    return { online, now, close: async () => undefined };
  };
}
