import { randomUUID } from 'node:crypto'
import { atPath, listAt } from '../../../e2e/harness/at-path.ts'
import { tableOf } from '../../oracle/row-sql.ts'
import { expectedSql } from './expected-sql.ts'
import { askAs, hiddenIds, isKnown, visibleIds } from './matrix-ground.ts'
import type { MatrixCheck, MatrixGround } from './matrix-ground.ts'

const PAGE = 100

/** A list holds and counts the rows of the oracle, also where it is asked for certain ids. */
export const checkLists: MatrixCheck = async (ground) => {
  if (!isKnown(ground)) return
  const { asker, entity, picked, found } = ground
  const ids = picked.rows.map(({ id }) => id)
  const { data, errors } = await askAs(ground, `query ($ids: [ID!]) { all: ${entity.plural}(first: ${PAGE}) { totalCount nodes { id } } some: ${entity.plural}(first: ${PAGE}, filter: { id: { in: $ids } }) { totalCount nodes { id } } }`, { ids })
  const [all, some] = [idsAt(data, 'all'), idsAt(data, 'some')]
  const strange = await strangersOf(ground, all)
  const who = `${asker.label}, ${entity.type}`
  found.judge('list', errors.length === 0 && strange.length === 0 && all.length === Math.min(picked.visible, PAGE), () => `${who}: ${all.length} rows of ${picked.visible}, ${strange.length} of them hidden ${strange[0] ?? ''} ${errors[0]?.message ?? ''}`)
  found.judge('total', atPath(data, 'all', 'totalCount') === picked.visible, () => `${who}: ${String(atPath(data, 'all', 'totalCount'))} instead of ${picked.visible}`)
  const wanted = visibleIds(ground)
  for (const { id, stand, isVisible } of picked.rows) found.judge('filter on ids', some.includes(id) === isVisible, () => `${who}: ${isVisible ? 'not' : ''} ${id} (${stand})`)
  found.judge('total', atPath(data, 'some', 'totalCount') === wanted.length, () => `${who}: ${String(atPath(data, 'some', 'totalCount'))} of certain ids instead of ${wanted.length}`)
  await checkHiddenOnly(ground)
}

/** Asked for hidden ids only, a list answers with the bytes that it has for ids of nothing. */
async function checkHiddenOnly(ground: MatrixGround): Promise<void> {
  const { asker, entity, found } = ground
  const hidden = hiddenIds(ground)
  if (hidden.length === 0) return
  const ask = (ids: readonly string[]) => askAs(ground, `query ($ids: [ID!]) { list: ${entity.plural}(filter: { id: { in: $ids } }) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }`, { ids })
  const [there, missing] = [await ask(hidden), await ask(hidden.map(() => randomUUID()))]
  found.judge('filter on ids', there.text === missing.text, () => `${asker.label} can tell hidden ${entity.type} from missing ones: ${there.text.slice(0, 200)}`)
}

function idsAt(data: unknown, list: string): readonly string[] {
  return listAt(data, list, 'nodes').map((node) => String(atPath(node, 'id')))
}

async function strangersOf({ database, entity, asker }: MatrixGround, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string }>(`select id from unnest($1::text[]) i(id) where not exists (select from ${tableOf(entity)} t where t.id::text = i.id and ${expectedSql(entity, asker.rights)})`, [ids])
  return rows.map(({ id }) => id)
}
