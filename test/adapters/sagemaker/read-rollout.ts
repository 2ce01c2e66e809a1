import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  type SageMakerClient,
} from "@aws-sdk/client-sagemaker";

/** The model that stands for a version, as these tests name them. */
export const modelOf = (version: string): string => version.replace("@", "-");
const versionOf = (model: string | undefined): string => (model ?? "nothing-0").replace(/-(?=\d+$)/, "@");

/** Who answers at an endpoint, in the words of `rolloutMirrorChecks`. */
export async function readRollout(client: SageMakerClient, endpoint: string) {
  const found = await client.send(new DescribeEndpointCommand({ EndpointName: endpoint }));
  const { ProductionVariants = [], ShadowProductionVariants = [] } = await client.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName: found.EndpointConfigName }),
  );
  const model = (role: string): string | undefined =>
    [...ProductionVariants, ...ShadowProductionVariants].find(({ VariantName }) => VariantName === role)?.ModelName;
  const weights = new Map(
    (found.ProductionVariants ?? []).map((each) => [each.VariantName ?? "", each.CurrentWeight ?? 0]),
  );
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const [canary, shadow] = [model("canary"), model("shadow")];
  return {
    champion: versionOf(model("champion")),
    canary:
      canary === undefined ? undefined : { version: versionOf(canary), share: (weights.get("canary") ?? 0) / total },
    shadow: shadow === undefined ? undefined : { version: versionOf(shadow) },
  };
}
