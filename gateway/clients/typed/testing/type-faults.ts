import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { projectFolder } from '../../../../prisma/database/project-folder.ts'

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true, noUncheckedIndexedAccess: true, noUnusedLocals: true, verbatimModuleSyntax: true, erasableSyntaxOnly: true, allowImportingTsExtensions: true,
  jsx: ts.JsxEmit.ReactJSX, noEmit: true, skipLibCheck: true, types: ['node'],
}

/** Where files that are no files stand; the packages of the project are found from there. */
const FOLDER = join(projectFolder, 'gateway/clients/typed/example')

/** What is compiled together: a program costs a second before it has read a line of ours. */
export interface Compiled {
  /** Files that are given by name and text. */
  readonly texts: ReadonlyMap<string, string>
  /** Files of the project, from its root. */
  readonly files: readonly string[]
}

/** What the compiler has to say, as a browser's program: by name or path, each fault with its line. */
export const typeFaults = ({ texts, files: own }: Compiled): ReadonlyMap<string, readonly string[]> => {
  const files = new Map([...texts].map(([name, text]) => [join(FOLDER, name), text]))
  const host = ts.createCompilerHost(OPTIONS)
  const textOf = (path: string): string | undefined => files.get(path) ?? (host.fileExists(path) ? readFileSync(path, 'utf8') : undefined)
  const program = ts.createProgram([...files.keys(), ...own.map(path => join(projectFolder, path))], OPTIONS, {
    ...host,
    fileExists: path => files.has(path) || host.fileExists(path),
    readFile: textOf,
    getSourceFile(path, version) {
      const text = textOf(path)
      return text === undefined ? undefined : ts.createSourceFile(path, text, version)
    },
  })
  const places = [...[...texts.keys()].map(name => [name, join(FOLDER, name)] as const), ...own.map(path => [path, join(projectFolder, path)] as const)]
  return new Map(places.map(([name, path]) => {
    const source = program.getSourceFile(path)
    const faults = source === undefined ? [] : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return [name, faults.map(({ messageText, start = 0 }) => `${(source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)]
  }))
}
