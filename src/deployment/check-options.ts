import { InvalidArgumentError } from "../core/index.js";
import type { RouterOptions } from "./router-options.js";

/** The options that have limits, with their defaults. @throws {InvalidArgumentError} one is outside of what a router can do. */
export function checkRouterOptions<Row, Label extends string, Target>(
  options: RouterOptions<Row, Label, Target>,
): {
  readonly place: string;
  readonly followMilliseconds: number;
  readonly leaseMilliseconds: number;
  readonly storeTimeoutMilliseconds: number;
  readonly rememberedKeys: number;
} {
  const { model, registry, timeoutMilliseconds } = options;
  if (model?.kind !== "model-name")
    throw new InvalidArgumentError("router", "`model` to be a model name, as `model()` gives it", model);
  const place = `router ${model.name}`;
  if (typeof registry?.resolve !== "function")
    throw new InvalidArgumentError(place, "`registry` to be a registry: only registered versions serve", registry);
  if (typeof options.unit !== "function")
    throw new InvalidArgumentError(place, "`unit` to be a function of the row", options.unit);
  const { followMilliseconds = 1000, leaseMilliseconds = 15_000, storeTimeoutMilliseconds = 5000 } = options;
  const { rememberedKeys = 10_000 } = options;
  const times = { followMilliseconds, leaseMilliseconds, storeTimeoutMilliseconds, timeoutMilliseconds };
  for (const [name, value] of Object.entries(times))
    if (value !== undefined && !(value > 0 && value < 2 ** 31))
      throw new InvalidArgumentError(place, `\`${name}\` above 0`, value);
  if (leaseMilliseconds <= 2 * followMilliseconds)
    throw new InvalidArgumentError(
      place,
      "`leaseMilliseconds` of more than twice `followMilliseconds`, since it is renewed while following",
      leaseMilliseconds,
    );
  if (!Number.isSafeInteger(rememberedKeys) || rememberedKeys < 1)
    throw new InvalidArgumentError(place, "`rememberedKeys` to be a whole number from 1", rememberedKeys);
  return { place, followMilliseconds, leaseMilliseconds, storeTimeoutMilliseconds, rememberedKeys };
}
