import type { Entity, EnumType } from '../../../schema/model.ts'
import type { Layout } from '../layout.ts'
import { annotationsOf } from '../parse-annotations.ts'
import { readModules } from '../read-modules.ts'
import { layoutOfFiles, modelOfFiles } from '../prisma-model.ts'
import type { PrismaFiles } from '../prisma-model.ts'
import { readSource } from '../read-source.ts'
import { modelOfTable } from '../source.ts'
import type { SqlNotes } from './sql-notes.ts'
import { readSqlNotes } from './sql-notes.ts'

/** Everything that the guards of one table are derived from. */
export interface GuardedTable {
  /** `schema.table`. */
  readonly name: string
  readonly entity: Entity
  readonly notes: SqlNotes
  /** Values of the enumerations of the module, by their name. */
  readonly enums: ReadonlyMap<string, readonly string[]>
}

const valuesByName = (enums: readonly EnumType[]): GuardedTable['enums'] => new Map(enums.map(({ name, values }) => [name, values]))

/** All tables of all schemas, from the Prisma files themselves: a migration can be written before anything else was generated. */
export function readGuardedTables(files: PrismaFiles, layout: Layout = layoutOfFiles(files)): readonly GuardedTable[] {
  const { datamodel, text } = modelOfFiles(files)
  const report = (): void => undefined
  const source = readSource(datamodel, text, report)
  return readModules(layout, { source, report }).flatMap(({ entities, enums }) => entities.map(entity => {
    const documentation = modelOfTable(source, entity.schema, entity.table)?.documentation
    const notes = documentation === undefined ? [] : annotationsOf(documentation, 'sql').map(({ raw }) => raw)
    const columns = entity.columns.map(({ name }) => name)
    return { name: `${entity.schema}.${entity.table}`, entity, notes: readSqlNotes(notes, columns), enums: valuesByName(enums) }
  }))
}
