import {
  DescribeModelPackageGroupCommand,
  ListModelPackagesCommand,
  ListTagsCommand,
  type SageMakerClient,
} from "@aws-sdk/client-sagemaker";

/** What SageMaker tells of a model, in the words of `registryMirrorChecks`; the champion is who is approved. */
export async function readMirror(client: SageMakerClient, group: string) {
  const { ModelPackageGroupArn } = await client.send(
    new DescribeModelPackageGroupCommand({ ModelPackageGroupName: group }),
  );
  const { Tags = [] } = await client.send(new ListTagsCommand({ ResourceArn: ModelPackageGroupArn }));
  const packages = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new ListModelPackagesCommand({ ModelPackageGroupName: group, ...(NextToken !== undefined && { NextToken }) }),
    );
    packages.push(...(page.ModelPackageSummaryList ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const told = packages
    .map(({ ModelPackageVersion = 0, ModelPackageDescription = "", ModelApprovalStatus }) => {
      const [, version = "", manifest = ""] = ModelPackageDescription.split(" ");
      return { number: ModelPackageVersion, version, manifest, approval: ModelApprovalStatus };
    })
    .sort((left, right) => left.number - right.number);
  const byNumber = new Map(told.map(({ number, version }) => [String(number), version]));
  const aliases = new Map<string, string>();
  for (const { Key = "", Value = "" } of Tags) {
    const alias = /^golden_pipeline\.alias\.(?<alias>.+)$/.exec(Key)?.groups?.alias;
    if (alias !== undefined && alias !== "champion") aliases.set(alias, byNumber.get(Value) ?? "none");
  }
  const approved = told.filter(({ approval }) => approval === "Approved").map(({ version }) => version);
  if (approved.length > 0) aliases.set("champion", approved.join(" and "));
  return {
    versions: Object.fromEntries(told.map(({ version, manifest }) => [version, manifest])),
    count: told.length,
    aliases: Object.fromEntries(aliases),
    approvals: Object.fromEntries(told.map(({ version, approval }) => [version, approval])),
  };
}
