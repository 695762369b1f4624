import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { Kind, parse } from 'graphql'
import type { ObjectTypeDefinitionNode } from 'graphql'
import { modules } from '../../../schema/metadata/index.ts'
import type { ModuleMetadata } from '../../../schema/model.ts'
import { codeFiles } from '../../../schema/structure/read-imports.ts'
import { projectFolder } from '../project-folder.ts'
import { readCatalogTables } from './catalog-table.ts'
import type { CatalogTable } from './catalog-table.ts'

/** What a module is made of, counted in the database and in its contract. */
export interface ModuleRow {
  readonly module: string
  /** Tables that the seed document names, as the model marks them. */
  readonly seedTables: number
  readonly tables: number
  readonly notForced: number
  /** Entities, without connections, edges and what all modules share. */
  readonly types: number
  readonly fields: number
  readonly labelled: number
  readonly sdlLines: number
}

/** How much is written in a folder. */
export interface FolderRow {
  readonly folder: string
  readonly files: number
  readonly lines: number
  readonly testFiles: number
  readonly testLines: number
}

/** One row a module, in the order of the dependency rule. */
export async function readModuleTable(client: pg.ClientBase): Promise<readonly ModuleRow[]> {
  const tables = await readCatalogTables(client)
  return modules.map((metadata) => rowOf(metadata, tables.filter(({ schema }) => schema === metadata.schema)))
}

function rowOf({ name, entities }: ModuleMetadata, tables: readonly CatalogTable[]): ModuleRow {
  const sdl = readFileSync(join(projectFolder, 'schema', `${name}.graphql`), 'utf8')
  const own = new Set(entities.map(({ type }) => type))
  const types = parse(sdl, { noLocation: true }).definitions
    .filter((definition): definition is ObjectTypeDefinitionNode => definition.kind === Kind.OBJECT_TYPE_DEFINITION && own.has(definition.name.value))
  const fields = types.flatMap((type) => type.fields ?? [])
  return {
    module: name,
    seedTables: entities.filter(({ kind }) => kind === 'DOMAIN').length,
    tables: tables.length,
    notForced: tables.filter(({ rowSecurity, forced }) => !rowSecurity || !forced).length,
    types: types.length,
    fields: fields.length,
    labelled: fields.filter(({ directives = [] }) => directives.some((directive) => directive.name.value === 'sensitivity')).length,
    sdlLines: lineCount(sdl),
  }
}

/** One row a folder of code, down to the second level. Generated metadata and the generated client are left out. */
export function readFolderTable(): readonly FolderRow[] {
  const files = ['prisma', 'schema', 'subgraphs', 'gateway', 'bench'].flatMap((folder) => codeFiles(projectFolder, folder))
    .filter((file) => !file.startsWith('schema/metadata/'))
  const folderOf = (file: string): string => file.split('/').slice(0, -1).slice(0, 2).join('/')
  return [...new Set(files.map(folderOf))].sort().map((folder) => {
    const inside = files.filter((file) => folderOf(file) === folder)
    const tests = inside.filter((file) => file.includes('.test.'))
    const code = inside.filter((file) => !file.includes('.test.'))
    return { folder, files: code.length, lines: linesOf(code), testFiles: tests.length, testLines: linesOf(tests) }
  })
}

const linesOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + lineCount(readFileSync(join(projectFolder, file), 'utf8')), 0)

const lineCount = (text: string): number => text.split('\n').length - Number(text.endsWith('\n'))

/** Columns for people: words to the left, numbers to the right, sums below. */
export function layTable<Row extends object>(rows: readonly Row[]): string {
  const [first] = rows
  if (first === undefined) return ''
  const heads = Object.keys(first)
  const body = rows.map((row) => Object.values(row).map(String))
  const sums = Object.keys(first).map((head, n) => (n === 0 ? 'together' : String(rows.reduce((sum, row) => sum + Number(Reflect.get(row, head)), 0))))
  const lines = [heads, ...body, sums]
  const widths = heads.map((_, n) => Math.max(...lines.map((line) => line[n]?.length ?? 0)))
  return lines.map((line) => line.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  ')).join('\n')
}
