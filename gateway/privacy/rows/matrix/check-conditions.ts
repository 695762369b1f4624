import { randomUUID } from 'node:crypto'
import { atPath } from '../../../e2e/harness/at-path.ts'
import { exposedRelations } from '../../../../schema/sdl/exposed.ts'
import { ENTITIES } from '../../oracle/standings.ts'
import { tableOf } from '../../oracle/row-sql.ts'
import { expectedSql } from './expected-sql.ts'
import { askAs, isKnown } from './matrix-ground.ts'
import type { MatrixCheck, MatrixGround } from './matrix-ground.ts'

const MOST_IDS = 100

/** No condition on related rows is met, or broken, by one that the asker may not see. */
export const checkConditions: MatrixCheck = async (ground) => {
  if (!isKnown(ground) || ground.picked.visible === 0) return
  const { asker, entity, found } = ground
  for (const { field, target, many, from, to } of exposedRelations(entity)) {
    const hidden = await hiddenBehind(ground, { target, from, to })
    if (hidden.length === 0) continue
    for (const way of many ? ['some', 'none', 'every'] : ['is', 'not']) {
      const ask = (ids: readonly string[]) => askAs(ground, `query ($f: ${entity.type}Filter) { list: ${entity.plural}(first: 3, filter: $f) { totalCount nodes { id } } }`, { f: condition(field, way, ids) })
      const [there, missing] = [await ask(hidden), await ask(hidden.map(() => randomUUID()))]
      const told = way === 'some' || way === 'is' ? atPath(there.data, 'list', 'totalCount') === 0 : there.errors.length === 0
      found.judge('condition on a relation', told && sameRows(there.data, missing.data), () => `${asker.label}: ${entity.type}.${field}, ${way}, with hidden rows behind: ${there.text.slice(0, 200)} and without: ${missing.text.slice(0, 200)}`)
    }
  }
}

function condition(field: string, way: string, ids: readonly string[]): object {
  const inside = { id: { in: ids } }
  if (way === 'is') return { [field]: inside }
  return way === 'not' ? { not: { [field]: inside } } : { [field]: { [way]: way === 'every' ? { not: inside } : inside } }
}

const sameRows = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

async function hiddenBehind({ database, asker: { rights }, entity }: MatrixGround, { target, from, to }: { readonly target: string; readonly from: string; readonly to: string }): Promise<readonly string[]> {
  const child = ENTITIES.find(({ type }) => type === target)
  if (child === undefined) return []
  const parents = `select t.brand_id, t.${from} as key from ${tableOf(entity)} t where ${expectedSql(entity, rights)}`
  const { rows } = await database.query<{ id: string }>(`select t.id::text from ${tableOf(child)} t where not ${expectedSql(child, rights)}
    and exists (select from (${parents}) p where p.brand_id = t.brand_id and p.key = t.${to}) limit ${MOST_IDS}`)
  return rows.map(({ id }) => id)
}
