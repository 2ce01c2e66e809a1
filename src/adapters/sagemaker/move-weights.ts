import type { Connection } from "./connection.js";
import type { FoundEndpoint } from "./found-endpoint.js";
import type { WantedEndpoint } from "./wanted-endpoint.js";

/** Weights are floats of 32 bits there. */
const equal = (left: number, right: number): boolean => Math.abs(left - right) < 1e-6;

/** What the variants that stand shall get of the requests, where the endpoint is composed as it should be. */
export function sharesWanted({ production }: WantedEndpoint): ReadonlyMap<string, number> {
  return new Map(production.map(({ role, weight }) => [role, weight]));
}

/**
 * What the variants that stand can do of it before others are there: who is not wanted any more gets nothing, who stays or was promoted gets its share at
 * once, and what nobody there can answer goes to the champion.
 * @param models By variant.
 */
export function sharesMeanwhile(
  { production }: WantedEndpoint,
  models: ReadonlyMap<string, string>,
): ReadonlyMap<string, number> {
  const shares = new Map([...models].map(([variant]) => [variant, 0]));
  const holder = (name: string): string | undefined => [...models].find(([, model]) => model === name)?.[0];
  const [champion] = production;
  const rest = (champion && holder(champion.served.ModelName)) ?? "champion";
  for (const { weight, served } of production) {
    const variant = holder(served.ModelName) ?? rest;
    shares.set(variant, (shares.get(variant) ?? 0) + weight);
  }
  return shares;
}

/** @returns What was done; undefined where the shares stand already, and where no such variants do. */
export async function moveWeights(
  connection: Connection,
  endpoint: string,
  found: FoundEndpoint,
  wanted: ReadonlyMap<string, number>,
): Promise<string | undefined> {
  const isHere = wanted.size === found.shares.size && [...wanted.keys()].every((variant) => found.shares.has(variant));
  if (!isHere || [...wanted].every(([variant, share]) => equal(found.shares.get(variant) ?? 0, share)))
    return undefined;
  const weights = [...wanted].map(([VariantName, DesiredWeight]) => ({ VariantName, DesiredWeight }));
  await connection.call("moving the weights", (client, commands, abort) =>
    client.send(
      new commands.UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName: endpoint,
        DesiredWeightsAndCapacities: weights,
      }),
      abort,
    ),
  );
  return [...wanted].map(([variant, share]) => `${variant} answers ${Number((share * 100).toFixed(4))} %`).join(", ");
}
