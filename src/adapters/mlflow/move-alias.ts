import { type AliasMove, aliasTag, readAliasMove, writeAliasMove } from "./alias-tag.js";
import type { MirrorContext } from "./mirror-context.js";

/**
 * Points an alias at a version of MLflow's. Where it stands at one that no mirror has put it to, somebody else has moved it: MLflow would not
 * refuse that, so it is told.
 */
export async function moveAlias(
  { connection, changes, foreign }: MirrorContext,
  name: string,
  {
    alias,
    to,
    found,
    tags,
  }: {
    readonly alias: string;
    readonly to: number;
    readonly found: number | undefined;
    readonly tags: ReadonlyMap<string, string> | undefined;
  },
): Promise<void> {
  const move = readAliasMove(tags?.get(aliasTag(alias)));
  const note = (value: AliasMove): Promise<unknown> =>
    connection.post("mlflow/registered-models/set-tag", { name, key: aliasTag(alias), value: writeAliasMove(value) });

  if (found !== to) {
    const isOurs = found === move?.to || (found ?? null) === move?.from || (found === undefined && move === undefined);
    if (!isOurs) foreign.push({ alias, expected: move?.to, found });
    await note({ from: found ?? null, to });
    await connection.post("mlflow/registered-models/alias", { name, alias, version: String(to) });
    changes.push(`${alias} moved ${found === undefined ? "" : `from version ${found} `}to version ${to}`);
  } else if (move?.to === to && move.from === undefined) return;
  await note({ to });
}
