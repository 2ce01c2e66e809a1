import { type MirroredEvent, stillThere } from "../../ports/house.js";
import type { MirrorOutcome } from "../../ports/index.js";
import type { MirrorContext } from "./mirror-context.js";
import type { RegisteredVersion } from "./registered-model.js";
import type { WholeVersion } from "./version-files.js";
import { writeVersion } from "./write-version.js";

/** Writes the versions of a history that MLflow has not yet. @param name Of the model there. @param known What it has, by the digests of manifests. */
export async function writeVersions(
  { connection, runs, registry, digests, made, changes }: MirrorContext,
  name: string,
  history: readonly MirroredEvent[],
  known: ReadonlyMap<string, RegisteredVersion>,
): Promise<{
  readonly versions: ReadonlyMap<string, RegisteredVersion>;
  readonly skipped: MirrorOutcome["skipped"][number][];
}> {
  const versions = new Map<string, RegisteredVersion>();
  const skipped: MirrorOutcome["skipped"][number][] = [];

  async function read(id: string): Promise<WholeVersion> {
    const resolved = await registry.resolve(id);
    const report = await registry.report(id);
    const profile = resolved.version.manifest.profile === undefined ? undefined : await registry.profile(id);
    return { ...resolved, report, profile };
  }

  async function digestOf(id: string): Promise<string | undefined> {
    const manifest = digests.has(id) ? undefined : await stillThere(() => registry.get(id));
    if (manifest !== undefined && "value" in manifest) digests.set(id, manifest.value.digest);
    return digests.get(id);
  }

  // A version's first event is its registration.
  const registrations = new Map<string, MirroredEvent>();
  for (const event of history) if (!registrations.has(event.version)) registrations.set(event.version, event);
  for (const [id, registered] of registrations) {
    const digest = await digestOf(id);
    const there = digest === undefined ? undefined : known.get(digest);
    if (there !== undefined) {
      versions.set(id, there);
      continue;
    }
    const whole = await stillThere(() => read(id));
    if ("reason" in whole) {
      skipped.push({ what: id, reason: whole.reason });
      continue;
    }
    const version = await writeVersion(connection, runs, name, whole.value, registered);
    made.add(version.number);
    versions.set(id, version);
    changes.push(`${id} registered, as version ${version.number}`);
  }
  return { versions, skipped };
}
