import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

/** Folders that hold our code; dot folders and generated clients are left out. */
const CODE_FOLDERS = ['prisma', 'schema', 'subgraphs', 'gateway', 'bench'] as const
const LEFT_OUT = new Set(['prisma/client', 'node_modules'])

/** One file that asks for another, both as paths from the project folder. `types` imports vanish when the code runs. */
export interface Import {
  readonly from: string
  readonly to: string
  readonly types: boolean
}

/** Every import between our own files, read from the text of the code. */
export function readImports(projectFolder: string): readonly Import[] {
  return CODE_FOLDERS.flatMap((folder) => codeFiles(projectFolder, folder)).flatMap((file) => importsOf(projectFolder, file))
}

/** Paths from the project folder, in a stable order. */
export function codeFiles(projectFolder: string, folder: string): readonly string[] {
  if (LEFT_OUT.has(folder) || !existsSync(join(projectFolder, folder))) return []
  return readdirSync(join(projectFolder, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : codeFiles(projectFolder, path)
      return /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
    })
}

function importsOf(projectFolder: string, file: string): readonly Import[] {
  const text = readFileSync(join(projectFolder, file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  const found: Import[] = []
  const visit = (node: ts.Node): void => {
    const asked = specifierOf(node)
    if (asked?.specifier.startsWith('.')) found.push({ from: file, to: resolved(file, asked.specifier), types: asked.types })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function resolved(file: string, specifier: string): string {
  return relative('.', join(dirname(file), specifier))
}

function specifierOf(node: ts.Node): { specifier: string; types: boolean } | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, types: node.importClause?.isTypeOnly ?? false }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, types: node.isTypeOnly }
  }
  const [first] = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : []
  return first && ts.isStringLiteral(first) ? { specifier: first.text, types: false } : undefined
}
