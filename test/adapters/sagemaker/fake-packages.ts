import { type Action, type Asked, arnOf, Refusal, type Tags } from "./fake-sagemaker.js";

export interface FakePackage {
  readonly number: number;
  readonly arn: string;
  readonly made: Asked;
  approval: unknown;
  approvalDescription: unknown;
}

const namePattern = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

/** Model package groups and their packages, a page of two at a time. */
export function fakePackages(tags: Tags) {
  const groups = new Map<string, FakePackage[]>();
  const tokens = new Map<string, string>();
  /** False: the service has forgotten tokens, as if the same call came days later. */
  const world = { groups, remembersTokens: true, actions: {} as Readonly<Record<string, Action>> };

  function group(name: unknown): FakePackage[] {
    const found = groups.get(String(name));
    if (found !== undefined) return found;
    throw new Refusal(
      "ValidationException",
      `ModelPackageGroup ${arnOf("model-package-group", String(name))} does not exist.`,
    );
  }

  function byArn(arn: unknown): FakePackage {
    for (const packages of groups.values()) for (const each of packages) if (each.arn === arn) return each;
    throw new Refusal("ValidationException", `Could not find model package ${arn}`);
  }

  world.actions = {
    CreateModelPackageGroup({ ModelPackageGroupName, Tags = [] }) {
      const name = String(ModelPackageGroupName);
      if (!namePattern.test(name)) throw new Refusal("ValidationException", "a name that breaks the pattern");
      if (groups.has(name)) throw new Refusal("ValidationException", `Model Package Group already exists: ${name}`);
      groups.set(name, []);
      const arn = arnOf("model-package-group", name);
      tags.set(arn, new Map((Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value])));
      return { ModelPackageGroupArn: arn };
    },
    DescribeModelPackageGroup({ ModelPackageGroupName }) {
      group(ModelPackageGroupName);
      const arn = arnOf("model-package-group", String(ModelPackageGroupName));
      return {
        ModelPackageGroupName,
        ModelPackageGroupArn: arn,
        ModelPackageGroupStatus: "Completed",
        CreationTime: 1,
      };
    },
    ListModelPackages({ ModelPackageGroupName, NextToken = "0" }) {
      const all = group(ModelPackageGroupName).toReversed(); // Newest first, as the service does.
      const from = Number(NextToken);
      return {
        ModelPackageSummaryList: all.slice(from, from + 2).map(({ number, arn, made, approval }) => ({
          ModelPackageGroupName,
          ModelPackageVersion: number,
          ModelPackageArn: arn,
          ModelPackageDescription: made.ModelPackageDescription,
          ModelApprovalStatus: approval,
          ModelPackageStatus: "Completed",
          CreationTime: number,
        })),
        ...(from + 2 < all.length && { NextToken: String(from + 2) }),
      };
    },
    CreateModelPackage(asked) {
      const packages = group(asked.ModelPackageGroupName);
      const token = String(asked.ClientToken);
      if (!/^[a-zA-Z0-9-]{1,36}$/.test(token))
        throw new Refusal("ValidationException", "a token that breaks the pattern");
      const before = world.remembersTokens ? tokens.get(token) : undefined;
      if (before !== undefined) return { ModelPackageArn: before };
      const number = (packages.at(-1)?.number ?? 0) + 1;
      const arn = arnOf("model-package", `${asked.ModelPackageGroupName}/${number}`);
      const approval = asked.ModelApprovalStatus ?? "PendingManualApproval";
      packages.push({ number, arn, made: asked, approval, approvalDescription: undefined });
      tokens.set(token, arn);
      return { ModelPackageArn: arn };
    },
    UpdateModelPackage({ ModelPackageArn, ModelApprovalStatus, ApprovalDescription }) {
      const found = byArn(ModelPackageArn);
      found.approval = ModelApprovalStatus ?? found.approval;
      found.approvalDescription = ApprovalDescription ?? found.approvalDescription;
      return { ModelPackageArn };
    },
    DeleteModelPackage({ ModelPackageName }) {
      const { arn } = byArn(ModelPackageName);
      for (const packages of groups.values())
        packages.splice(0, packages.length, ...packages.filter((each) => each.arn !== arn));
      return {};
    },
  };
  return world;
}
