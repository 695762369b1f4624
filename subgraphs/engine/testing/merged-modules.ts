import type { Column, Entity, ModuleMetadata } from '../../../schema/model.ts'
import { fixtureModules } from '../../../schema/sdl/fixture.ts'

const internal = (name: string, pgType: string): Column => ({
  name, field: name, description: '', pgType, list: false, nullable: true, wire: 'String', internal: true, readOnly: false, hasDefault: false,
  label: { public: true }, orderable: false,
})

function moduleNamed(name: string): ModuleMetadata {
  const module = fixtureModules.find((candidate) => candidate.name === name)
  if (!module) throw new Error('There is no such fixture module.')
  return module
}

/** A fixture module whose entity of this type says until when a row is not yet its own person's. */
export function withSelfAfter(name: string, type: string): ModuleMetadata {
  const module = moduleNamed(name)
  const later = (entity: Entity): Entity => entity.type === type ? { ...entity, columns: [...entity.columns, internal('self_after', 'timestamptz')] } : entity
  return { ...module, entities: module.entities.map(later) }
}

/** A fixture module that keeps a journal of the rows which merges of persons have moved. */
export function withJournal(name: string): ModuleMetadata {
  const module = moduleNamed(name)
  const [model] = module.entities
  if (!model) throw new Error('The fixture module is empty.')
  const journal: Entity = {
    ...model, type: 'MergeJournal', table: 'merge_journal', exposed: false, relations: [], references: [], scopes: [], subject: { kind: 'NONE' },
    columns: [['brand_id', 'uuid'], ['table_name', 'text'], ['row_id', 'uuid'], ['column_name', 'text'], ['self_after', 'timestamptz']]
      .map(([column = '', pgType = '']) => internal(column, pgType)),
  }
  return { ...module, entities: [...module.entities, journal] }
}
