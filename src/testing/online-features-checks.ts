import { InvalidArgumentError } from "../core/index.js";
import type { OnlineFeatures } from "../ports/index.js";
import { deepStrictEqual, rejects } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** Times differ by whole seconds, as some stores keep no more. */
const second = 1000;

/** An online store that has the features `visits` and `country`, of which `country` expires after an hour, and a clock that stands still. */
export interface CheckedOnlineFeatures {
  readonly online: Required<OnlineFeatures>;
  /** The clock's moment, milliseconds since 1970. */
  readonly now: number;
  close(): Promise<void>;
}

const hour = 3_600_000;

/**
 * What every online feature store must do: the newest value, honest statuses, and never another entity's value.
 * @param create Makes an empty store with the features `visits` (kept for ever) and `country` (expires after an hour).
 * @example
 * for (const { name, run } of onlineFeaturesChecks(createChecked)) it(name, run);
 */
export function onlineFeaturesChecks(create: () => Promise<CheckedOnlineFeatures>): Generator<Check> {
  return checksOf(create, bodies, ["online", "now"]);
}

const bodies: Readonly<Record<string, (checked: CheckedOnlineFeatures) => Promise<void>>> = {
  async "an entity that nobody wrote is not found"({ online }) {
    const [row] = await online.get([{ user: "a" }], ["visits"]);
    deepStrictEqual(row, { visits: { value: null, status: "not-found", eventTime: undefined } });
  },
  async "many entities and features come in one call, in the order they were asked for"({ online, now }) {
    await online.write([
      { entity: { user: "a" }, eventTime: now - 5 * second, values: { visits: 1, country: "AT" } },
      { entity: { user: "b" }, eventTime: now - 6 * second, values: { visits: 2, country: "BE" } },
    ]);
    const rows = await online.get([{ user: "b" }, { user: "a" }], ["country", "visits"]);
    deepStrictEqual(
      rows.map(({ country, visits }) => [country?.value, visits?.value, visits?.status, visits?.eventTime]),
      [
        ["BE", 2, "present", now - 6 * second],
        ["AT", 1, "present", now - 5 * second],
      ],
    );
  },
  async "an older value never takes the place of a newer one"({ online, now }) {
    const entity = { user: "a" };
    await online.write([{ entity, eventTime: now - 10 * second, values: { visits: 2 } }]);
    await online.write([{ entity, eventTime: now - 20 * second, values: { visits: 1 } }]);
    const [row] = await online.get([entity], ["visits"]);
    deepStrictEqual(row?.visits, { value: 2, status: "present", eventTime: now - 10 * second });
  },
  async "a null and a feature that was never written are missing, not somebody's value"({ online, now }) {
    await online.write([{ entity: { user: "a" }, eventTime: now, values: { visits: null } }]);
    const [row] = await online.get([{ user: "a" }], ["visits", "country"]);
    deepStrictEqual([row?.visits?.status, row?.visits?.value], ["missing", null]);
    deepStrictEqual([row?.country?.status, row?.country?.value], ["missing", null]);
  },
  async "a value older than its feature allows is expired, at the very age it is not"({ online, now }) {
    await online.write([
      { entity: { user: "a" }, eventTime: now - hour, values: { country: "AT", visits: 1 } },
      { entity: { user: "b" }, eventTime: now - hour - second, values: { country: "BE", visits: 1 } },
    ]);
    const rows = await online.get([{ user: "a" }, { user: "b" }], ["country", "visits"]);
    deepStrictEqual(
      rows.map(({ country, visits }) => [country?.status, visits?.status]),
      [
        ["present", "present"],
        ["expired", "present"],
      ],
    );
  },
  async "entities of several keys are told apart, whatever order the keys stand in"({ online, now }) {
    await online.write([
      { entity: { from: "1", to: "23" }, eventTime: now, values: { visits: 1 } },
      { entity: { from: "12", to: "3" }, eventTime: now, values: { visits: 2 } },
    ]);
    const rows = await online.get(
      [
        { to: "23", from: "1" },
        { from: "12", to: "3" },
        { from: "3", to: "12" },
      ],
      ["visits"],
    );
    deepStrictEqual(
      rows.map(({ visits }) => visits?.value),
      [1, 2, null],
    );
  },
  async "a feature that there is not is refused by name"({ online }) {
    await rejects(
      online.get([{ user: "a" }], ["vists"]),
      (error) => InvalidArgumentError.isInstance(error) && error.message.includes("vists"),
    );
  },
  async "no entities give no rows, and an aborted signal is heeded"({ online }) {
    deepStrictEqual(await online.get([], ["visits"]), []);
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    await rejects(online.get([{ user: "a" }], ["visits"], { signal: controller.signal }), /enough/);
  },
};
