import { SourceError } from "./errors/source-error.js";

/**
 * An optional peer, loaded when it is needed.
 * @param place Who needs it, e.g. an adapter.
 * @throws {SourceError} it is not installed.
 */
export async function loadPeer<Module>(place: string, name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    const message = `Expected the package \`${name}\` to be installed, got none: npm install ${name}`;
    throw new SourceError({ place, message, cause });
  }
}
