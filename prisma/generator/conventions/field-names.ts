import type { Entity } from '../../../schema/model.ts'
import type { Report } from '../problem.ts'
import { allEntities } from './all-entities.ts'
import type { Convention } from './convention.ts'

interface Claim { readonly name: string; readonly by: string }

function checkClaims(owner: string, claims: readonly Claim[], code: string, report: Report): void {
  const taken = new Map<string, string>()
  for (const { name, by } of claims) {
    const other = taken.get(name)
    if (other === undefined) taken.set(name, by)
    else report(code, `${owner}.${name}`, `is claimed by ${other} and by ${by}; rename one with field:, @reverse, @singular or @plural.`)
  }
}

/** What the entity has, and what other modules add to it. */
function fieldClaims(entity: Entity, entities: readonly Entity[]): readonly Claim[] {
  const contributed = entities.flatMap(({ type, references }) => references
    .filter(({ reverse, target }) => reverse !== undefined && target.type === entity.type)
    .map(({ reverse, idField }) => ({ name: reverse ?? '', by: `the reverse of ${type}.${idField}` })))
  return [
    ...entity.columns.map(({ field, name }) => ({ name: field, by: `the column ${name}` })),
    ...entity.relations.map(({ field, target }) => ({ name: field, by: `the relation to ${target}` })),
    ...entity.references.filter(({ exposed }) => exposed).map(({ field, column }) => ({ name: field, by: `the reference ${column}` })),
    ...contributed,
  ]
}

/** One meaning a name: on every type of the graph, and among the root fields of all modules together. */
export const fieldNames: Convention = (world, report) => {
  const exposed = allEntities(world).filter(entity => entity.exposed)
  for (const entity of exposed) checkClaims(entity.type, fieldClaims(entity, exposed), 'FIELD_NAME_TAKEN', report)
  const roots = exposed.flatMap(({ type, singular, plural }) => [{ name: singular, by: `${type} (one)` }, { name: plural, by: `${type} (list)` }])
  checkClaims('Query', roots, 'ROOT_FIELD_TAKEN', report)
}
