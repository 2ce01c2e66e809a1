// Compiles small programs as a user's editor would, to read what they are told.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "test/types/programs");

/** An error as `tsc --pretty false` prints it, without the file. */
export interface CompileError {
  /** The text of the line where it stands. */
  readonly at: string;
  readonly lines: readonly string[];
}

/** Type-checks programs by name, all in one go; a program may import another one as `./<name>.js`. */
export function compile(programs: { readonly [name: string]: string }): { readonly [name: string]: CompileError[] } {
  const texts = new Map(Object.entries(programs).map(([name, text]) => [join(folder, `${name}.ts`), text]));
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: ["x.ts"] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile, directoryExists } = host;
  Object.assign(host, {
    fileExists: (path: string) => texts.has(path) || fileExists(path),
    readFile: (path: string) => texts.get(path) ?? readFile(path),
    directoryExists: (path: string) => path === folder || directoryExists?.(path) === true,
    getSourceFile(path: string, ...rest: [ts.ScriptTarget]) {
      const text = texts.get(path);
      return text === undefined ? getSourceFile(path, ...rest) : ts.createSourceFile(path, text, ...rest);
    },
  } satisfies Partial<ts.CompilerHost>);
  const program = ts.createProgram([...texts.keys()], { ...options, noUnusedLocals: false }, host);
  return Object.fromEntries(
    [...texts.keys()].map((path) => {
      const source = program.getSourceFile(path);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [path.slice(dirname(path).length + 1, -3), found.map((diagnostic) => told(diagnostic))];
    }),
  );
}

function told({ file, start = 0, messageText }: ts.Diagnostic): CompileError {
  const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
  const at = file?.text.split("\n")[line]?.trim() ?? "";
  return { at, lines: ts.flattenDiagnosticMessageText(messageText, "\n").split("\n") };
}
