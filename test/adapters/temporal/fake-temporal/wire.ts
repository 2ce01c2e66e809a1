import proto from "@temporalio/proto";

const { Timestamp, Duration } = proto.google.protobuf;

/** A whole number as the protocol's messages have it. */
export const long = (value: number) => Timestamp.fromObject({ seconds: value }).seconds;
export type Long = ReturnType<typeof long>;

export const now = () => Timestamp.fromObject({ seconds: Math.floor(Date.now() / 1000) });
export const duration = (seconds: number) => Duration.fromObject({ seconds });

export const millisecondsOf = (
  value: { readonly seconds?: Long | null; readonly nanos?: number | null } | null | undefined,
) => Number(value?.seconds ?? 0) * 1000 + (value?.nanos ?? 0) / 1e6;
