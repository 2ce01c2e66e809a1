import { SourceError } from "../../../../core/index.js";

export type Protobuf = typeof import("protobufjs");

/** @throws {SourceError} the package is not installed. */
export async function loadProtobuf(): Promise<Protobuf> {
  try {
    const { default: library } = await import("protobufjs");
    return library as Protobuf;
  } catch (cause) {
    throw new SourceError({
      place: "kafka values",
      message: "Needs the package protobufjs: npm install protobufjs@8",
      cause,
    });
  }
}
