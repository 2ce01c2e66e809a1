import {
  ConflictError,
  InvalidArgumentError,
  MissingError,
  type SimulatedClock,
  StateError,
  type Store,
} from "../../core/index.js";
import type { PromoteOptions, Registry } from "../../registry/index.js";
import { exampleManifest, exampleReport } from "../example-version.js";

/** A registry under check, and how to open it again as another process would. */
export interface CheckedRegistry {
  readonly registry: Registry;
  /** Where it keeps its versions' bytes. */
  readonly store: Store;
  /** Its clock. */
  readonly clock: SimulatedClock;
  /** The same stored state through a new instance. */
  reopen(): Promise<Registry>;
  close(): Promise<void>;
}

/** Named checks of one, as the suite runs them. */
export type RegistryChecks = Readonly<Record<string, (checked: CheckedRegistry) => Promise<void>>>;

const refused =
  (isInstance: (error: unknown) => boolean) =>
  (error: unknown): boolean =>
    isInstance(error);
export const missing = refused(MissingError.isInstance);
export const forbidden = refused(StateError.isInstance);
export const invalid = refused(InvalidArgumentError.isInstance);
export const conflicting = refused(ConflictError.isInstance);

/** Registers versions 1, 2, … of model `late`. */
export async function registerVersions({ registry, store }: CheckedRegistry, count: number): Promise<void> {
  for (let seed = 1; seed <= count; seed++) await registry.register(await exampleManifest(store, seed));
}

export const championNumber = async (registry: Registry, at?: number): Promise<number | undefined> =>
  (await registry.champion("late", at === undefined ? {} : { at }))?.number;

/** Promotes a version of `late` on a passed comparison with the present champion. */
export async function promoteBeside(registry: Registry, number: number, options: PromoteOptions = {}): Promise<void> {
  const [version, champion] = await Promise.all([registry.get(`late@${number}`), registry.champion("late")]);
  const evidence = champion && exampleReport(version.manifest.candidate, "pass", champion.id);
  await registry.promote(version, { ...options, ...(evidence && { evidence }) });
}
