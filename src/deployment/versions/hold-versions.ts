import type { LoadedVersion } from "./load-version.js";

/** Keeps versions from being given up while a request is, or may yet be, answered by them. Returns how to let go. */
export function holdVersions(versions: ReadonlySet<LoadedVersion>): () => void {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  for (const { inflight } of versions) inflight.add(held);
  return () => {
    for (const { inflight } of versions) inflight.delete(held);
    letGo();
  };
}

/** Resolves when no request is answered by the version any more. */
export async function drain({ inflight }: LoadedVersion): Promise<void> {
  while (inflight.size > 0) await Promise.all(inflight);
}
