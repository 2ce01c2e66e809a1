import type { Server, ServerUnaryCall } from "@grpc/grpc-js";
import { Metadata, status } from "@grpc/grpc-js";
import proto from "@temporalio/proto";

/** What a call of gRPC is answered with when it fails. */
export class Refusal extends Error {
  constructor(
    readonly code: status,
    message: string,
    readonly metadata = new Metadata(),
  ) {
    super(message);
  }
}

export const notFound = (message: string): Refusal => new Refusal(status.NOT_FOUND, message);

export function noSuchNamespace(namespace: string): Refusal {
  const failure = proto.temporal.api.errordetails.v1.NamespaceNotFoundFailure.encode({ namespace }).finish();
  const message = `Namespace ${namespace} is not found.`;
  const details = [
    { type_url: "type.googleapis.com/temporal.api.errordetails.v1.NamespaceNotFoundFailure", value: failure },
  ];
  const metadata = new Metadata();
  const encoded = proto.google.rpc.Status.encode({ code: status.NOT_FOUND, message, details }).finish();
  metadata.set("grpc-status-details-bin", Buffer.from(encoded));
  return new Refusal(status.NOT_FOUND, message, metadata);
}

interface Decoder<T> {
  decode(bytes: Uint8Array): T;
}
interface Encoder<T> {
  encode(message: T): { finish(): Uint8Array };
}

/** Adds a method of Temporal's frontend to a server; the signal is aborted when whoever called gives up. */
export function addMethod<Request, Response>(
  server: Server,
  name: string,
  request: Decoder<Request>,
  response: Encoder<Response>,
  answer: (request: Request, signal: AbortSignal) => Response | Promise<Response>,
): void {
  const definition = {
    path: `/temporal.api.workflowservice.v1.WorkflowService/${name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (bytes: Buffer) => bytes,
    requestDeserialize: (bytes: Buffer) => request.decode(bytes),
    responseSerialize: (message: Response) => Buffer.from(response.encode(message).finish()),
    responseDeserialize: (bytes: Buffer) => bytes,
  };
  type Answered = (error: Partial<Refusal> | null, message?: Response) => void;
  const handle = (call: ServerUnaryCall<Request, Response>, answered: Answered): void => {
    const given = new AbortController();
    call.on("cancelled", () => given.abort());
    Promise.resolve()
      .then(() => answer(call.request, given.signal))
      .then(
        (message) => answered(null, message),
        (error: unknown) =>
          answered(
            error instanceof Refusal
              ? error
              : new Refusal(status.INTERNAL, error instanceof Error ? String(error.stack) : "?"),
          ),
      );
  };
  server.addService({ [name]: definition }, { [name]: handle });
}
