import { deepFreeze } from "../../schema/house.js";
import type { RoutingTable } from "../assignment/routing-table.js";
import type { LoadedVersion } from "../versions/load-version.js";
import type { Versions } from "../versions/versions.js";
import type { RolloutState } from "./rollout-state.js";

/** A state with the versions it names ready to answer: requests are answered under one of these from first to last. */
export interface LiveTable {
  readonly state: RolloutState;
  readonly table: RoutingTable;
  readonly champion: LoadedVersion;
  /** Undefined without a canary, and where it cannot be loaded. */
  readonly canary: LoadedVersion | undefined;
  readonly shadow: LoadedVersion | undefined;
}

/** @throws what loading the champion threw; canary and shadow that cannot be loaded are told and left out. */
export async function loadTable(
  state: RolloutState,
  versions: Versions,
  unavailable: (version: string, cause: unknown) => void,
): Promise<LiveTable> {
  const load = async (version: string | undefined): Promise<LoadedVersion | undefined> => {
    if (version === undefined) return undefined;
    try {
      return await versions.ensure(version);
    } catch (cause) {
      unavailable(version, cause);
      return undefined;
    }
  };
  const champion = await versions.ensure(state.champion ?? "");
  const canary = await load(state.canary?.version);
  const shadow = await load(state.shadow?.version);
  // Parts of it are handed out, e.g. as `lastRollback`.
  return { state: deepFreeze(state), table: tableOf(state), champion, canary, shadow };
}

/** Who answers whom by a state. */
export function tableOf({ epoch, champion, canary }: RolloutState): RoutingTable {
  const { version, share, salt } = canary ?? {};
  const place =
    version === undefined || share === undefined || salt === undefined ? undefined : { version, share, salt };
  return { epoch, champion: champion ?? "", canary: place };
}

/** Whether a version that the state names could not be loaded. */
export function isPartial({ state, canary, shadow }: LiveTable): boolean {
  return (state.canary !== null && canary === undefined) || (state.shadow !== null && shadow === undefined);
}
