/** Where a mirror has put the champion, or is putting it: SageMaker keeps no history of approvals. */
export interface ChampionMove {
  readonly to: number;
  /** Written before the move, and taken away after it: until then the former package may still be approved. 0: there was none. */
  readonly from?: number;
}

/** Of a model package group: the number of the package that an alias points at. */
export const aliasTag = (alias: string): string => `golden_pipeline.alias.${alias}`;

export function writeMove({ to, from }: ChampionMove): string {
  return from === undefined ? String(to) : `${to} from ${from}`;
}

/** Undefined for what is not of ours. */
export function readMove(text: string | undefined): ChampionMove | undefined {
  const { to, from } = /^(?<to>\d+)(?: from (?<from>\d+))?$/.exec(text ?? "")?.groups ?? {};
  if (to === undefined) return undefined;
  return { to: Number(to), ...(from !== undefined && { from: Number(from) }) };
}
