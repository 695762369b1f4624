import type { Entity } from '../../../schema/model.ts'
import type { World } from './convention.ts'

/** Every table of every schema, machinery and state included. */
export function allEntities({ modules }: World): readonly Entity[] {
  return modules.flatMap(module => module.entities)
}
