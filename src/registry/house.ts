/** What other rooms of the house use of this one; not exported from the package. */
export { formatVersion, parseVersionSelector, type VersionSelector } from "./version-id.js";
