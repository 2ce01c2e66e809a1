import { type Action, type Asked, arnOf, Refusal, type Tags } from "./fake-sagemaker.js";

interface Variant {
  readonly VariantName: string;
  readonly ModelName: string;
  readonly InitialVariantWeight: number;
}
interface Configuration {
  readonly production: readonly Variant[];
  readonly shadow: readonly Variant[];
}
export interface FakeEndpoint {
  readonly arn: string;
  status: string;
  configuration: string;
  weights: Map<string, number>;
  /** What stands after `settle`. */
  next: { readonly configuration?: string; readonly weights?: Map<string, number> } | undefined;
}

/** Endpoints and their configurations; what is asked of one takes until `settle`. */
export function fakeEndpoints(tags: Tags) {
  const configurations = new Map<string, Configuration>();
  const endpoints = new Map<string, FakeEndpoint>();
  const world = {
    configurations,
    endpoints,
    /** True: the next update rings an alarm, and the endpoint goes back. */
    rings: false,
    actions: {} as Readonly<Record<string, Action>>,
    settle() {
      for (const endpoint of endpoints.values()) {
        const { configuration, weights } = endpoint.next ?? {};
        if (configuration !== undefined && !world.rings) {
          endpoint.configuration = configuration;
          endpoint.weights = weightsOf(configuration);
        }
        if (weights !== undefined) endpoint.weights = weights;
        world.rings = false;
        endpoint.next = undefined;
        if (endpoint.status !== "Failed") endpoint.status = "InService";
      }
    },
  };

  function configurationOf(name: unknown): Configuration {
    const found = configurations.get(String(name));
    if (found !== undefined) return found;
    throw new Refusal("ValidationException", `Could not find endpoint configuration "${name}".`);
  }
  const weightsOf = (name: unknown): Map<string, number> =>
    new Map(configurationOf(name).production.map((each) => [each.VariantName, each.InitialVariantWeight]));
  function endpointOf(name: unknown): FakeEndpoint {
    const found = endpoints.get(String(name));
    if (found !== undefined) return found;
    throw new Refusal("ValidationException", `Could not find endpoint "${arnOf("endpoint", String(name))}".`);
  }
  function change(name: unknown, next: NonNullable<FakeEndpoint["next"]>): object {
    const endpoint = endpointOf(name);
    if (endpoint.status !== "InService")
      throw new Refusal("ValidationException", `Cannot update in-progress endpoint "${endpoint.arn}".`);
    Object.assign(endpoint, { status: "Updating", next });
    return { EndpointArn: endpoint.arn };
  }

  world.actions = {
    CreateEndpointConfig(asked) {
      const name = String(asked.EndpointConfigName);
      if (configurations.has(name))
        throw new Refusal("ValidationException", `Cannot create already existing endpoint configuration "${name}".`);
      if (!/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/.test(name)) throw new Refusal("ValidationException", "a bad name");
      const production = asked.ProductionVariants as Variant[];
      const shadow = (asked.ShadowProductionVariants ?? []) as Variant[];
      if (shadow.length > 0 && production.length + shadow.length > 2)
        throw new Refusal("ValidationException", "a shadow beside more than one production variant");
      configurations.set(name, { production, shadow });
      return { EndpointConfigArn: arnOf("endpoint-config", name) };
    },
    DescribeEndpointConfig({ EndpointConfigName }) {
      const { production, shadow } = configurationOf(EndpointConfigName);
      return { EndpointConfigName, ProductionVariants: production, ShadowProductionVariants: shadow, CreationTime: 1 };
    },
    CreateEndpoint({ EndpointName, EndpointConfigName, Tags = [] }) {
      const name = String(EndpointName);
      if (endpoints.has(name))
        throw new Refusal("ValidationException", `Cannot create already existing endpoint "${name}".`);
      const arn = arnOf("endpoint", name);
      tags.set(arn, new Map((Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value])));
      const weights = weightsOf(EndpointConfigName);
      endpoints.set(name, {
        arn,
        status: "Creating",
        configuration: String(EndpointConfigName),
        weights,
        next: undefined,
      });
      return { EndpointArn: arn };
    },
    DescribeEndpoint({ EndpointName }) {
      const { arn, status, configuration, weights } = endpointOf(EndpointName);
      const summary = (each: Asked & { readonly VariantName?: unknown }, weight: number | undefined) => ({
        ...{ VariantName: each.VariantName, CurrentWeight: weight, DesiredWeight: weight },
      });
      const { production, shadow } = configurationOf(configuration);
      return {
        ...{ EndpointName, EndpointArn: arn, EndpointConfigName: configuration, EndpointStatus: status },
        ProductionVariants: production.map(({ VariantName }) => summary({ VariantName }, weights.get(VariantName))),
        ShadowProductionVariants: shadow.map((each) =>
          summary({ VariantName: each.VariantName }, each.InitialVariantWeight),
        ),
        CreationTime: 1,
        LastModifiedTime: 1,
      };
    },
    UpdateEndpoint: ({ EndpointName, EndpointConfigName }) => {
      configurationOf(EndpointConfigName);
      return change(EndpointName, { configuration: String(EndpointConfigName) });
    },
    UpdateEndpointWeightsAndCapacities({ EndpointName, DesiredWeightsAndCapacities }) {
      const { weights } = endpointOf(EndpointName);
      const next = new Map(weights);
      for (const { VariantName, DesiredWeight } of DesiredWeightsAndCapacities as {
        VariantName: string;
        DesiredWeight: number;
      }[]) {
        if (!weights.has(VariantName)) throw new Refusal("ValidationException", `no variant ${VariantName}`);
        next.set(VariantName, Math.fround(DesiredWeight));
      }
      return change(EndpointName, { weights: next });
    },
  };
  return world;
}
