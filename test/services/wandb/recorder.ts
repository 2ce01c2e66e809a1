import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** What arrived of a run. */
export interface RecordedRun {
  readonly name: string;
  readonly group: string | null;
  readonly displayName: string | null;
  /** As the last upsert said. */
  readonly config: Readonly<Record<string, { readonly value: unknown }>>;
  /** Rows as text, since they hold NaN: `history[3]` is the line that stands at offset 3. */
  readonly history: readonly string[];
  readonly summary: string;
  readonly exitCode: number | undefined;
  /** How often the client asked for what the server has, to go on from there. */
  readonly resumes: number;
}

export interface RecordedArtifact {
  readonly collection: string;
  readonly clientId: string;
  readonly digest: string;
  readonly metadata: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly committed: boolean;
}

/** Of all operations; each has some. */
interface Variables {
  readonly project: string;
  readonly name: string;
  readonly groupName: string | null;
  readonly displayName: string | null;
  readonly config: string | null;
  readonly run: string;
  readonly files: readonly string[];
  readonly artifactID: string;
  readonly artifactManifestID: string;
  readonly input: {
    readonly clientID: string;
    readonly artifactCollectionName: string;
    readonly digest: string;
    readonly metadata: string;
    readonly artifactFiles: readonly { readonly artifactID: string; readonly name: string }[];
  };
}

/** The body of a call of a run's stream. */
interface Stream {
  readonly files?: Readonly<Record<string, { readonly offset: number; readonly content: readonly string[] }>>;
  readonly complete?: boolean;
  readonly exitcode?: number;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/**
 * Records what `wandb sync` 0.31 tells a server: the operations of GraphQL that it asks for, the stream of a run's lines, files that are put. It holds to what the
 * client sends and expects, which is all that can be known without a server.
 */
export async function startRecorder() {
  const runs = new Map<string, Mutable<RecordedRun> & { history: string[] }>();
  const artifacts: (Mutable<RecordedArtifact> & { files: Map<string, Uint8Array>; id: string })[] = [];
  const uploads = new Map<string, Uint8Array>();
  const unknown: string[] = [];
  /** Everything that arrived, as text; heads apart. */
  const told: string[] = [];
  const keys = new Set<string | undefined>();
  let url = "";

  function runOf(name: string) {
    const fresh = {
      name,
      group: null,
      displayName: null,
      config: {},
      history: [],
      summary: "{}",
      exitCode: undefined,
      resumes: 0,
    };
    const run = runs.get(name) ?? fresh;
    runs.set(name, run);
    return run;
  }

  const operations: Readonly<Record<string, (variables: Variables) => unknown>> = {
    ServerFeaturesQuery: () => ({ serverInfo: { features: [] } }),
    RunResumeStatus({ project, name }) {
      const run = runs.get(name);
      if (run === undefined) return { model: null };
      run.resumes++;
      const bucket = {
        id: `bucket-${name}`,
        name,
        summaryMetrics: run.summary,
        displayName: run.displayName,
        logLineCount: 0,
        historyLineCount: run.history.length,
        eventsLineCount: 0,
        historyTail: JSON.stringify(run.history.slice(-1)),
        eventsTail: "[]",
        config: JSON.stringify(run.config),
        tags: [],
        notes: null,
        wandbConfig: '{"t": {}}',
      };
      return { model: { id: "project", name: project, entity: { id: "entity", name: "ann" }, bucket } };
    },
    UpsertBucket({ name, project, groupName, displayName, config }) {
      const inserted = !runs.has(name);
      const run = runOf(name);
      if (config !== null) run.config = JSON.parse(config);
      run.group = groupName ?? run.group;
      run.displayName = displayName ?? run.displayName;
      const owner = { id: "project", name: project, entity: { id: "entity", name: "ann" } };
      const bucket = {
        id: `bucket-${name}`,
        name,
        displayName: run.displayName,
        description: "",
        config: "{}",
        sweepName: null,
        project: owner,
        historyLineCount: null,
      };
      return { upsertBucket: { bucket, inserted } };
    },
    CreateRunFiles: ({ run, files }) => ({
      createRunFiles: {
        runID: `bucket-${run}`,
        uploadHeaders: [],
        files: files.map((name: string) => ({ name, uploadUrl: uploadTo("run", run, name) })),
      },
    }),
    CreateArtifact({ input }) {
      const known = artifacts.find(({ clientId }) => clientId === input.clientID);
      const id = known?.id ?? `artifact-${artifacts.length}`;
      if (known === undefined)
        artifacts.push({
          id,
          collection: input.artifactCollectionName,
          clientId: input.clientID,
          digest: input.digest,
          metadata: input.metadata,
          files: new Map(),
          committed: false,
        });
      const state = known?.committed ? "COMMITTED" : "PENDING";
      return {
        createArtifact: { artifact: { id, state, artifactSequence: { id: "sequence", latestArtifact: null } } },
      };
    },
    CreateArtifactManifest: ({ artifactID }) => ({
      createArtifactManifest: { artifactManifest: { id: `manifest-${artifactID}`, file: manifestFile(artifactID) } },
    }),
    UpdateArtifactManifest: ({ artifactManifestID }) => ({
      updateArtifactManifest: {
        artifactManifest: { id: artifactManifestID, file: manifestFile(artifactManifestID.replace("manifest-", "")) },
      },
    }),
    CreateArtifactFiles: ({ input }) => ({
      createArtifactFiles: {
        files: {
          edges: input.artifactFiles.map(({ artifactID, name }) => ({
            node: {
              id: name,
              name,
              displayName: name,
              uploadUrl: uploadTo("artifact", artifactID, name),
              uploadHeaders: [],
              storagePath: name,
              uploadMultipartUrls: null,
              artifact: { id: artifactID },
            },
          })),
        },
      },
    }),
    CommitArtifact({ artifactID }) {
      const artifact = artifacts.find(({ id }) => id === artifactID);
      if (artifact !== undefined) artifact.committed = true;
      return { commitArtifact: { artifact: { id: artifactID, digest: artifact?.digest } } };
    },
  };

  const uploadTo = (...path: readonly (string | undefined)[]): string =>
    `${url}/upload/${path.map((part) => encodeURIComponent(part ?? "")).join("/")}`;
  const manifestFile = (id: string) => ({
    id: "file",
    name: "wandb_manifest.json",
    displayName: "wandb_manifest.json",
    uploadUrl: uploadTo("artifact", id, "wandb_manifest.json"),
    uploadHeaders: [],
  });

  function answer(method: string, path: string, body: Uint8Array): unknown {
    const text = Buffer.from(body).toString();
    if (method === "PUT") {
      const [kind, of, name] = path.split("/").slice(2).map(decodeURIComponent);
      if (kind === "artifact") artifacts.find(({ id }) => id === of)?.files.set(name ?? "", body);
      else uploads.set(`${of}/${name}`, body);
      return {};
    }
    told.push(text);
    if (path === "/graphql") {
      const { query, variables }: { readonly query: string; readonly variables: Variables } = JSON.parse(text);
      const operation = /(?:query|mutation)\s+(?<name>\w+)/.exec(query)?.groups?.name ?? query;
      const known = operations[operation];
      if (known === undefined) unknown.push(operation);
      return { data: known?.(variables) ?? {} };
    }
    const run = runOf(path.split("/").at(-2) ?? "");
    const { files = {}, complete, exitcode }: Stream = JSON.parse(text);
    const lines = files["wandb-history.jsonl"];
    if (lines !== undefined) run.history.splice(lines.offset, lines.content.length, ...lines.content);
    run.summary = files["wandb-summary.json"]?.content.at(-1) ?? run.summary;
    if (complete === true) run.exitCode = exitcode;
    return { exitcode: null, limits: {} };
  }

  const server = createServer(async (request, response) => {
    keys.add(request.headers.authorization);
    const body = await bodyOf(request);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer(request.method ?? "", request.url ?? "", body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return {
    url,
    runs: runs as ReadonlyMap<string, RecordedRun>,
    artifacts: artifacts as readonly RecordedArtifact[],
    uploads,
    unknown,
    told,
    keys,
    close,
  };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  return request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
}
