import type { DescribeEndpointOutput } from "@aws-sdk/client-sagemaker";
import type { Connection } from "./connection.js";
import { readTags } from "./tags.js";
import { textIn } from "./text-in.js";

/** Tags of an endpoint that say what a mirror has asked for. */
export const endpointTags = {
  /** The epoch of the rollout that was told last. */
  epoch: "golden_pipeline.epoch",
  /** The configuration that was asked for last. */
  configuration: "golden_pipeline.configuration",
  /** The inference experiment that runs; `none` after one. */
  experiment: "golden_pipeline.experiment",
} as const;

/** An endpoint as it stands. */
export interface FoundEndpoint {
  readonly arn: string;
  readonly status: string;
  readonly configuration: string | undefined;
  /** The share of the requests, by variant. */
  readonly shares: ReadonlyMap<string, number>;
  readonly shadows: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
}

/** Undefined when there is none. */
export async function findEndpoint(connection: Connection, endpoint: string): Promise<FoundEndpoint | undefined> {
  const found = await connection.find("reading the endpoint", (client, commands, abort) =>
    client.send(new commands.DescribeEndpointCommand({ EndpointName: endpoint }), abort),
  );
  if (found === undefined) return undefined;
  const arn = textIn(found.EndpointArn, endpoint, "EndpointArn");
  return {
    arn,
    status: textIn(found.EndpointStatus, endpoint, "EndpointStatus"),
    configuration: found.EndpointConfigName,
    shares: sharesOf(found),
    shadows: (found.ShadowProductionVariants ?? []).map(({ VariantName = "" }) => VariantName),
    tags: await readTags(connection, arn),
  };
}

function sharesOf({ ProductionVariants = [] }: DescribeEndpointOutput): ReadonlyMap<string, number> {
  // A single variant has all requests, whatever its weight.
  if (ProductionVariants.length === 1) return new Map([[ProductionVariants[0]?.VariantName ?? "", 1]]);
  const total = ProductionVariants.reduce((sum, { CurrentWeight = 0 }) => sum + CurrentWeight, 0);
  return new Map(
    ProductionVariants.map(({ VariantName = "", CurrentWeight = 0 }) => [VariantName, CurrentWeight / total]),
  );
}

/** The names of models by variant, of the configuration that an endpoint has. */
export async function modelsOf(
  connection: Connection,
  configuration: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  if (configuration === undefined) return new Map();
  const found = await connection.find("reading the endpoint's configuration", (client, commands, abort) =>
    client.send(new commands.DescribeEndpointConfigCommand({ EndpointConfigName: configuration }), abort),
  );
  return new Map(
    (found?.ProductionVariants ?? []).map(({ VariantName = "", ModelName = "" }) => [VariantName, ModelName]),
  );
}
