import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { projectFolder } from '../../../../prisma/database/project-folder.ts'

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true, noUncheckedIndexedAccess: true, noUnusedLocals: true, verbatimModuleSyntax: true, erasableSyntaxOnly: true, allowImportingTsExtensions: true,
  noEmit: true, skipLibCheck: true, types: ['node'],
}

/** Where files that are no files stand; the packages of the project are found from there. */
const FOLDER = join(projectFolder, 'gateway/clients/typed/example')

/** What the compiler has to say about files that are given by name and text, one program for all: by file, each fault on a line of its own. */
export const typeFaults = (texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> => {
  const files = new Map([...texts].map(([name, text]) => [join(FOLDER, name), text]))
  const host = ts.createCompilerHost(OPTIONS)
  const textOf = (path: string): string | undefined => files.get(path) ?? (host.fileExists(path) ? readFileSync(path, 'utf8') : undefined)
  const program = ts.createProgram([...files.keys()], OPTIONS, {
    ...host,
    fileExists: path => files.has(path) || host.fileExists(path),
    readFile: textOf,
    getSourceFile(path, version) {
      const text = textOf(path)
      return text === undefined ? undefined : ts.createSourceFile(path, text, version)
    },
  })
  return new Map([...texts.keys()].map(name => {
    const source = program.getSourceFile(join(FOLDER, name))
    const faults = source === undefined ? [] : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return [name, faults.map(({ messageText, start = 0 }) => `${(source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)]
  }))
}
