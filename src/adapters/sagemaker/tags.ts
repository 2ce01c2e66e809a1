import type { Connection } from "./connection.js";

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
