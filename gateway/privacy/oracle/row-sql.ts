import { modules } from '../../../schema/metadata/index.ts'
import type { Entity, Equality, OwnerPath } from '../../../schema/model.ts'

/**
 * The proofs' own reading of the model's paths, in the plainest SQL that there is. It shares no line with the engine:
 * what the two say of a row must agree because both are right.
 */

const entities = modules.flatMap((module) => module.entities)

export const tableOf = ({ schema, table }: Entity): string => `${schema}.${table}`

/** Values at the end of a path from row `t`, as an array. */
export function ownersSql(entity: Entity, { path, column, where }: OwnerPath): string {
  if (path.length === 0) return `array[t.${column}]`
  const { from, last } = joinsSql(entity, path)
  return `array(select ${last}.${column} from ${from}${where === undefined ? '' : ` and ${equalsSql(last, where)}`})`
}

/** Whether some row at the end of a path from row `t` meets a condition. */
export function someSql(entity: Entity, path: readonly string[], condition: (alias: string) => string): string {
  if (path.length === 0) return condition('t')
  const { from, last } = joinsSql(entity, path)
  return `exists (select from ${from} and ${condition(last)})`
}

export function equalsSql(alias: string, { column, equals, during }: Equality): string {
  const equal = `${alias}.${column} is not distinct from ${typeof equals === 'string' ? `'${equals}'` : String(equals)}`
  return during === undefined ? equal : `(${equal} and now() >= ${alias}.${during.from} and now() < coalesce(${alias}.${during.until}, 'infinity'))`
}

function joinsSql(start: Entity, path: readonly string[]): { readonly from: string; readonly last: string } {
  let entity = start
  const tables: string[] = []
  const conditions: string[] = []
  path.forEach((step, depth) => {
    const relation = entity.relations.find(({ field }) => field === step)
    const target = entities.find(({ type, module }) => type === relation?.target && module === start.module)
    if (relation === undefined || target === undefined) throw new Error(`${start.type} has no path ${path.join('.')}.`)
    const [here, there] = [depth === 0 ? 't' : `x${depth - 1}`, `x${depth}`]
    tables.push(`${tableOf(target)} ${there}`)
    conditions.push(`${there}.brand_id = ${here}.brand_id and ${there}.${relation.to} = ${here}.${relation.from}`)
    entity = target
  })
  return { from: `${tables.join(', ')} where ${conditions.join(' and ')}`, last: `x${path.length - 1}` }
}
