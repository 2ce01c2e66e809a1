import type { ModelApprovalStatus } from "@aws-sdk/client-sagemaker";
import type { Connection } from "./connection.js";
import { readTags } from "./tags.js";
import { textIn } from "./text-in.js";

/** A model package of ours, as SageMaker lists it. */
export interface ModelPackage {
  readonly number: number;
  readonly arn: string;
  /** `late-flights@3` */
  readonly version: string;
  /** The digest of its manifest. */
  readonly manifest: string;
  readonly approval: ModelApprovalStatus;
}

/** What SageMaker holds of a model. */
export interface PackageGroup {
  readonly arn: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Ours, oldest first. */
  readonly packages: readonly ModelPackage[];
}

/** Says whose version a package is: a description never changes, and stands in the list. */
export function describePackage(version: string, manifest: string): string {
  return `golden-pipeline ${version} ${manifest}`;
}

const described = /^golden-pipeline (?<version>\S+) (?<manifest>sha256:[0-9a-f]{64})$/;

/** The oldest package with each manifest: where two mirrors made one at once, both take that. */
export function packagesByManifest({ packages }: PackageGroup): ReadonlyMap<string, ModelPackage> {
  const first = new Map<string, ModelPackage>();
  for (const each of packages) if (!first.has(each.manifest)) first.set(each.manifest, each);
  return first;
}

/** Undefined when SageMaker has no such group. */
export async function readGroup(connection: Connection, name: string): Promise<PackageGroup | undefined> {
  const found = await connection.find("reading the model package group", (client, commands, abort) =>
    client.send(new commands.DescribeModelPackageGroupCommand({ ModelPackageGroupName: name }), abort),
  );
  if (found === undefined) return undefined;
  const arn = textIn(found.ModelPackageGroupArn, name, "ModelPackageGroupArn");
  // Tags last: a mirror notes where it puts the champion before it approves.
  const packages = await listPackages(connection, name);
  return { arn, tags: await readTags(connection, arn), packages };
}

/** A group without packages; one that somebody else makes in the same moment is taken. */
export async function makeGroup(connection: Connection, name: string, model: string): Promise<PackageGroup> {
  const Tags = [{ Key: "golden_pipeline.model", Value: model }];
  await connection.make("making the model package group", (client, commands, abort) =>
    client.send(new commands.CreateModelPackageGroupCommand({ ModelPackageGroupName: name, Tags }), abort),
  );
  const { ModelPackageGroupArn } = await connection.call("reading the model package group", (client, commands, abort) =>
    client.send(new commands.DescribeModelPackageGroupCommand({ ModelPackageGroupName: name }), abort),
  );
  return { arn: textIn(ModelPackageGroupArn, name, "ModelPackageGroupArn"), tags: new Map(), packages: [] };
}

async function listPackages(connection: Connection, group: string): Promise<readonly ModelPackage[]> {
  const packages: ModelPackage[] = [];
  let token: string | undefined;
  do {
    const page = { ModelPackageGroupName: group, MaxResults: 100, ...(token !== undefined && { NextToken: token }) };
    const answer = await connection.call("listing the model packages", (client, commands, abort) =>
      client.send(new commands.ListModelPackagesCommand(page), abort),
    );
    for (const summary of answer.ModelPackageSummaryList ?? []) {
      const { version, manifest } = described.exec(summary.ModelPackageDescription ?? "")?.groups ?? {};
      if (version === undefined || manifest === undefined) continue;
      packages.push({
        number: summary.ModelPackageVersion ?? 0,
        arn: textIn(summary.ModelPackageArn, group, "ModelPackageArn"),
        version,
        manifest,
        approval: summary.ModelApprovalStatus ?? "PendingManualApproval",
      });
    }
    token = answer.NextToken;
  } while (token !== undefined);
  return packages.sort((left, right) => left.number - right.number);
}
