import { modules } from '../../../schema/metadata/index.ts'
import type { EntityName } from '../../engine/command/input-field.ts'

/** The entity of this name whose rows are their own subject, wherever it lives; undefined for a type that has a person for a subject, or none of that name. */
export function subjectEntity(type: string): EntityName | undefined {
  const entity = modules.flatMap(({ entities }) => entities).find((candidate) => candidate.type === type)
  return entity?.exposed === true && entity.subject.kind === 'NONE' ? { module: entity.module, type } : undefined
}
