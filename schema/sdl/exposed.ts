import type { Column, Entity, ModuleMetadata, Reference, Relation } from '../model.ts'

/** Entities that have a type in the SDL. */
export const exposedEntities = (module: ModuleMetadata): readonly Entity[] => module.entities.filter(entity => entity.exposed)

/** Columns that are fields, in the order of the model. */
export const exposedColumns = (entity: Entity): readonly Column[] => entity.columns.filter(column => !column.internal)

/** Joins inside the module that are fields. */
export const exposedRelations = (entity: Entity): readonly Relation[] => entity.relations.filter(relation => relation.exposed)

/** Ids of other modules that have a field beside them. */
export const exposedReferences = (entity: Entity): readonly Reference[] => entity.references.filter(reference => reference.exposed)
