import type { fakeEndpoints } from "./fake-endpoints.js";
import { type Action, type Asked, arnOf, Refusal } from "./fake-sagemaker.js";

interface ModelVariant {
  readonly VariantName: string;
  readonly ModelName: string;
}

/** Inference experiments: while one runs, its endpoint has a configuration of the service's own. */
export function fakeExperiments(world: ReturnType<typeof fakeEndpoints>) {
  const experiments = new Map<string, { status: string; readonly made: Asked }>();

  function experimentOf(name: unknown) {
    const found = experiments.get(String(name));
    if (found !== undefined) return found;
    throw new Refusal("ResourceNotFound", `Could not find inference experiment ${name}`);
  }
  /** Gives the endpoint a configuration that nobody else has made. */
  function take(name: string, made: Asked, isShadowed: boolean): void {
    const endpoint = world.endpoints.get(String(made.EndpointName));
    if (endpoint === undefined) return;
    const variants = (made.ModelVariants as ModelVariant[]).map((each) => ({ ...each, InitialVariantWeight: 1 }));
    const configuration = `${name}-${isShadowed ? "on" : "off"}`;
    world.configurations.set(configuration, {
      production: variants.slice(0, 1),
      shadow: isShadowed ? variants.slice(1) : [],
    });
    Object.assign(endpoint, { configuration, status: "InService", weights: new Map([["champion", 1]]) });
  }

  const actions: Readonly<Record<string, Action>> = {
    CreateInferenceExperiment(asked) {
      const name = String(asked.Name);
      const endpoint = world.endpoints.get(String(asked.EndpointName));
      if (!/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,119}$/.test(name)) throw new Refusal("ValidationException", "a bad name");
      if (experiments.has(name))
        throw new Refusal("ValidationException", `Inference experiment already exists: ${name}`);
      if (endpoint?.status !== "InService") throw new Refusal("ValidationException", "the endpoint is not InService");
      if ((asked.ModelVariants as unknown[]).length !== 2) throw new Refusal("ValidationException", "not two variants");
      experiments.set(name, { status: "Creating", made: asked });
      endpoint.status = "Updating";
      return { InferenceExperimentArn: arnOf("inference-experiment", name) };
    },
    DescribeInferenceExperiment({ Name }) {
      const { status, made } = experimentOf(Name);
      const EndpointMetadata = { EndpointName: made.EndpointName };
      return { ...{ Name, Type: "ShadowMode", Status: status, EndpointMetadata, ModelVariants: [] } };
    },
    StopInferenceExperiment({ Name, ModelVariantActions }) {
      const found = experimentOf(Name);
      if (found.status !== "Running") throw new Refusal("ConflictException", "it does not run");
      if (JSON.stringify(ModelVariantActions) !== '{"champion":"Retain","shadow":"Remove"}')
        throw new Refusal("ValidationException", "other actions");
      found.status = "Stopping";
      return { InferenceExperimentArn: arnOf("inference-experiment", String(Name)) };
    },
  };
  return {
    experiments,
    actions,
    settle() {
      for (const [name, experiment] of experiments) {
        if (experiment.status === "Creating") {
          experiment.status = "Running";
          take(name, experiment.made, true);
        } else if (experiment.status === "Stopping") {
          experiment.status = "Completed";
          take(name, experiment.made, false);
        }
      }
    },
  };
}
