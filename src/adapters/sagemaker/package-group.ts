import type { ModelApprovalStatus } from "@aws-sdk/client-sagemaker";
import { ServiceError } from "../../ports/index.js";
import type { Connection } from "./connection.js";

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

/** Tags by key; where a key stands twice, the last one counts. */
export async function readTags(connection: Connection, arn: string): Promise<ReadonlyMap<string, string>> {
  const tags = new Map<string, string>();
  let token: string | undefined;
  do {
    const page = token === undefined ? {} : { NextToken: token };
    const answer = await connection.call("reading the tags", (client, commands, abort) =>
      client.send(new commands.ListTagsCommand({ ResourceArn: arn, ...page }), abort),
    );
    for (const { Key, Value } of answer.Tags ?? []) if (Key !== undefined) tags.set(Key, Value ?? "");
    token = answer.NextToken;
  } while (token !== undefined);
  return tags;
}

export async function writeTag(connection: Connection, arn: string, key: string, value: string): Promise<void> {
  await connection.call("writing a tag", (client, commands, abort) =>
    client.send(new commands.AddTagsCommand({ ResourceArn: arn, Tags: [{ Key: key, Value: value }] }), abort),
  );
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

/** @throws {ServiceError} it is not there: an answer that was cut, or of another service. */
export function textIn(value: string | undefined, about: string, what: string): string {
  if (value !== undefined && value !== "") return value;
  const message = `Expected an answer with ${what}, got none`;
  throw new ServiceError({ place: `sagemaker ${about}`, message, retryable: true });
}
