import type { Entity, ModuleMetadata, Reference } from '../model.ts'

/** A column of one module that holds the key of a row of another. */
export interface HeldReference {
  readonly consumer: string
  readonly provider: string
  readonly entity: Entity
  readonly reference: Reference
}

/** Tables of the tenant itself, which every module has; no module of the map. */
const PLATFORM = 'platform'

/** Every reference between modules, in the order of the model. */
export const referencesBetween = (modules: readonly ModuleMetadata[]): readonly HeldReference[] => modules.flatMap(({ name, entities }) => entities.flatMap(entity =>
  entity.references.filter(({ target }) => target.module !== PLATFORM).map(reference => ({ consumer: name, provider: reference.target.module, entity, reference }))))
