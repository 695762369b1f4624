import type { Entity } from '../../../schema/model.ts'
import { allEntities } from './all-entities.ts'
import type { Convention } from './convention.ts'
import { hasId } from './has-id.ts'

const TYPES: Readonly<Record<string, string>> = { created_at: 'timestamptz', updated_at: 'timestamptz', row_version: 'integer' }

function isPresent({ columns }: Entity, name: string): boolean {
  return columns.some(column => column.name === name && column.pgType === TYPES[name] && !column.nullable && column.hasDefault)
}

/** Every table says when a row was written; a table whose rows change says when they last did and counts the changes for `expectedVersion`. */
export const commonColumns: Convention = (world, report) => {
  for (const entity of allEntities(world).filter(entity => entity.kind !== 'INFRASTRUCTURE' && hasId(entity))) {
    if (!isPresent(entity, 'created_at')) report('MISSING_COMMON_COLUMN', entity.type, 'needs created_at timestamptz NOT NULL with a default.')
    for (const name of ['updated_at', 'row_version']) {
      const present = entity.columns.some(column => column.name === name)
      if (entity.appendOnly && present) report('APPEND_ONLY_COLUMN', entity.type, `${name} has no use in a table whose rows never change.`)
      if (!entity.appendOnly && !isPresent(entity, name)) report('MISSING_COMMON_COLUMN', entity.type, `rows change here: needs ${name} ${TYPES[name]} NOT NULL with a default, or @appendOnly.`)
    }
  }
}
