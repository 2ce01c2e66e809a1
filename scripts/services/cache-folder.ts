import { homedir } from "node:os";
import { join } from "node:path";

/** Where installed systems are kept: `GOLDEN_PIPELINE_SERVICES`, otherwise a folder of its own in the user's cache. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.GOLDEN_PIPELINE_SERVICES) return environment.GOLDEN_PIPELINE_SERVICES;
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, "golden-pipeline-services");
  // Servers that refuse root run as another user, who cannot look into root's home.
  if (process.getuid?.() === 0) return "/var/cache/golden-pipeline-services";
  return join(homedir(), ".cache", "golden-pipeline-services");
}
