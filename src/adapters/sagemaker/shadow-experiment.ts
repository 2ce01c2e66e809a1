import type { CreateInferenceExperimentRequest, ModelVariantConfig } from "@aws-sdk/client-sagemaker";
import { fingerprint, type OptionRules, option, systemClock } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { Connection } from "./connection.js";
import type { WantedVariant } from "./wanted-variant.js";

/** Shadows as inference experiments, which SageMaker runs for a time and shows beside the champion. */
export interface ShadowExperiment {
  /** The role that SageMaker takes for it, e.g. `arn:aws:iam::123456789012:role/experiments`. */
  readonly roleArn: string;
  /** After how many days it ends by itself, at most 30. @default SageMaker's, 7 */
  readonly days?: number;
  /** Where requests and answers of both are kept, an address in S3 of at most 512 characters. @default nowhere */
  readonly answers?: string;
}

const rolePattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/;
export const experimentRules: OptionRules<ShadowExperiment> = {
  roleArn: option.required({
    expected: "the ARN of a role, e.g. `arn:aws:iam::123456789012:role/experiments`",
    holds: (value) => typeof value === "string" && value.length <= 2048 && rolePattern.test(value),
  }),
  days: option.number({ above: 0, maximum: 30 }),
  answers: {
    expected: "an address in S3 of at most 512 characters, e.g. `s3://models/answers/`",
    holds: (value) => typeof value === "string" && value.length <= 512 && /^s3:\/\/[^/\s]+(\/\S*)?$/.test(value),
  },
};

/** A champion, and who shadows it in an experiment. */
export interface WantedExperiment {
  readonly champion: WantedVariant;
  readonly shadow: WantedVariant;
  /** What the names of its experiments begin with: the same for the same pair in the same epoch. */
  readonly base: string;
}

export function wantedExperiment(
  endpoint: string,
  epoch: number,
  champion: WantedVariant,
  shadow: WantedVariant,
): WantedExperiment {
  const pair = fingerprint([epoch, champion.served, shadow.served, shadow.weight]).slice(0, 12);
  return { champion, shadow, base: `${endpoint}-${pair}` };
}

/** @throws {InvalidArgumentError} a variant does not say on which and how many instances it runs, as experiments have to. */
export function experimentRequest(
  endpoint: string,
  name: string,
  { champion, shadow }: WantedExperiment,
  { roleArn, days, answers }: ShadowExperiment,
): CreateInferenceExperimentRequest {
  const place = `sagemaker ${endpoint}`;
  function variantOf({ role, version, served }: WantedVariant): ModelVariantConfig {
    const { ModelName, InstanceType, InitialInstanceCount } = served;
    if (InstanceType === undefined || InitialInstanceCount === undefined)
      throw new InvalidArgumentError(
        place,
        `InstanceType and InitialInstanceCount of ${version}, as an experiment asks for`,
        served,
      );
    const RealTimeInferenceConfig = { InstanceType, InstanceCount: InitialInstanceCount };
    const InfrastructureConfig = { InfrastructureType: "RealTimeInference" as const, RealTimeInferenceConfig };
    return { ModelName, VariantName: role, InfrastructureConfig };
  }
  return {
    Name: name,
    Type: "ShadowMode",
    RoleArn: roleArn,
    EndpointName: endpoint,
    ModelVariants: [variantOf(champion), variantOf(shadow)],
    ShadowModeConfig: {
      SourceModelVariantName: champion.role,
      ShadowModelVariants: [
        { ShadowModelVariantName: shadow.role, SamplingPercentage: Math.round(shadow.weight * 100) },
      ],
    },
    ...(days !== undefined && { Schedule: { EndTime: new Date(systemClock.now() + days * 86_400_000) } }),
    ...(answers !== undefined && { DataStorageConfig: { Destination: answers } }),
  };
}

/** Undefined when there is none of that name. */
export async function experimentStatus(connection: Connection, name: string): Promise<string | undefined> {
  const found = await connection.find("reading the inference experiment", (client, commands, abort) =>
    client.send(new commands.DescribeInferenceExperimentCommand({ Name: name }), abort),
  );
  return found?.Status;
}
