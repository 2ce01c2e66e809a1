import type { CreateModelPackageInput, InferenceSpecification, MetricsSource } from "@aws-sdk/client-sagemaker";
import { digestOf } from "../../core/house.js";
import { type Digest, InvalidArgumentError } from "../../core/index.js";
import type { EvaluationReport, ModelVersion } from "../../model/index.js";
import type { Connection } from "./connection.js";
import { gateDecision } from "./gate-decision.js";
import { limits } from "./limits.js";
import { describePackage, type ModelPackage } from "./package-group.js";
import { packageProperties } from "./package-properties.js";
import { textIn } from "./text-in.js";

/** How a version is told beyond what its manifest says. */
export interface PackageFacts {
  readonly blobs: string | undefined;
  readonly repository: string | undefined;
  readonly inference: (version: ModelVersion) => InferenceSpecification | undefined;
  readonly properties: (version: ModelVersion) => Readonly<Record<string, string>>;
}

/**
 * Makes a version a model package with all that is known of it, in one call. Asked twice, the service gives the same package: the call's token is made of
 * group and manifest. It waits for approval, or is rejected where its gate said no.
 */
export async function writePackage(
  connection: Connection,
  group: string,
  { version, report }: { readonly version: ModelVersion; readonly report: EvaluationReport },
  facts: PackageFacts,
): Promise<ModelPackage> {
  const input = packageInput(group, version, report, facts);
  const answer = await connection.call("making a model package", (client, commands, abort) =>
    client.send(new commands.CreateModelPackageCommand(input), abort),
  );
  const arn = textIn(answer.ModelPackageArn, group, "ModelPackageArn");
  const { id, digest } = version;
  const number = Number(/\/(?<number>\d+)$/.exec(arn)?.groups?.number ?? 0);
  const approval = input.ModelApprovalStatus ?? "PendingManualApproval";
  return { number, arn, version: id, manifest: digest, approval };
}

function packageInput(
  group: string,
  version: ModelVersion,
  report: EvaluationReport,
  { blobs, repository, inference, properties }: PackageFacts,
): CreateModelPackageInput {
  const { manifest, digest, id } = version;
  const place = `sagemaker ${group}`;
  const served = inference(version);
  if (served !== undefined) checkInference(place, served);
  const source = (blob: Digest): MetricsSource => ({
    ContentType: "application/json",
    ContentDigest: blob,
    S3Uri: `${blobs}${blob.replace(":", "/")}`,
  });
  const { profile, git, runId } = manifest;
  return {
    ModelPackageGroupName: group,
    ModelPackageDescription: describePackage(id, digest),
    ModelPackageRegistrationType: served === undefined ? "Logged" : "Registered",
    ModelApprovalStatus: gateDecision(report) === "fail" ? "Rejected" : "PendingManualApproval",
    MetadataProperties: {
      ...("commit" in git && { CommitId: git.commit }),
      ...(repository !== undefined && { Repository: repository }),
      GeneratedBy: `golden-pipeline ${runId}`.slice(0, limits.description),
    },
    CustomerMetadataProperties: { ...packageProperties(place, version, report, properties(version)) },
    ...(blobs !== undefined && {
      ModelMetrics: {
        ModelQuality: { Statistics: source(manifest.report) },
        ...(profile !== undefined && { ModelDataQuality: { Statistics: source(profile) } }),
      },
    }),
    ...(served !== undefined && { InferenceSpecification: served }),
    ClientToken: digestOf(`${group} ${digest}`).slice("sha256:".length, "sha256:".length + 36),
  };
}

/** @throws {InvalidArgumentError} SageMaker would refuse it. */
function checkInference(place: string, { Containers = [] }: InferenceSpecification): void {
  if (Containers.length < 1 || Containers.length > limits.containers)
    throw new InvalidArgumentError(
      place,
      `\`inference\` to give 1 to ${limits.containers} Containers`,
      Containers.length,
    );
  for (const { Image = "", ModelDataUrl = "" } of Containers) {
    if (Image.length > limits.image)
      throw new InvalidArgumentError(place, `an Image of at most ${limits.image} characters`, Image.length);
    if (ModelDataUrl !== "" && !(ModelDataUrl.length <= limits.uri && /^(https|s3):\/\/[^/]+/.test(ModelDataUrl)))
      throw new InvalidArgumentError(
        place,
        `a ModelDataUrl of https or s3 and of at most ${limits.uri} characters`,
        ModelDataUrl,
      );
  }
}
