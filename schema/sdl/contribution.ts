import type { Entity, ModuleMetadata, Reference } from '../model.ts'
import { exposedEntities, exposedReferences } from './exposed.ts'

/** A field that a module gives to an entity of another module: the rows that refer to it. */
export interface Contribution {
  /** Type of the other module. */
  readonly type: string
  readonly field: string
  /** The rows, and how they name the other entity. */
  readonly source: Entity
  readonly reference: Reference
  /** True: a unique key allows one row at most, so the field is the row and not a connection. */
  readonly single: boolean
}

/** Fields that this module gives to entities of other modules, in the order of the model. */
export const contributionsOf = (module: ModuleMetadata): readonly Contribution[] =>
  exposedEntities(module).flatMap(source =>
    exposedReferences(source).flatMap(reference =>
      reference.reverse === undefined ? [] : [{
        type: reference.target.type, field: reference.reverse, source, reference, single: isUnique(source, reference.column),
      }]))

const isUnique = (entity: Entity, column: string): boolean =>
  entity.indexes.some(index => index.unique && index.where === undefined && index.columns.join() === `brand_id,${column}`)
