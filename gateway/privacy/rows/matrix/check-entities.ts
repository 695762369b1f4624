import { randomUUID } from 'node:crypto'
import { atPath, listAt } from '../../../e2e/harness/at-path.ts'
import { askModule } from '../../ask-module.ts'
import type { MatrixCheck, MatrixGround } from './matrix-ground.ts'

/** Asked past the gateway, under a signed envelope, the module gives out the rows of the oracle and nothing else. */
export const checkEntities: MatrixCheck = async (ground) => {
  const { asker, entity: { type }, picked, found } = ground
  const ids = picked.rows.map(({ id }) => id)
  const there = await entitiesOf(ground, ids)
  const rows = listAt(there.data, '_entities')
  picked.rows.forEach(({ id, stand, isVisible }, n) => {
    const holds = there.errors.length === 0 && rows.length === ids.length && (isVisible ? atPath(rows[n], 'brandId') !== undefined : rows[n] === null)
    found.judge('_entities', holds, () => `${asker.label} ${isVisible ? 'does not get' : 'gets'} ${type} ${id} (${stand}) ${there.errors[0]?.message ?? ''}`)
  })
  const hidden = picked.rows.filter(({ isVisible }) => !isVisible).map(({ id }) => id)
  if (hidden.length === 0) return
  const [kept, missing] = [await entitiesOf(ground, hidden), await entitiesOf(ground, hidden.map(() => randomUUID()))]
  found.judge('_entities', kept.text === missing.text, () => `${asker.label} can tell a hidden ${type} from a missing one: ${kept.text.slice(0, 200)}`)
}

function entitiesOf({ asker: { principal }, entity: { type }, module }: MatrixGround, ids: readonly string[]) {
  const representations = ids.map((id) => ({ __typename: type, id }))
  return askModule(module, { query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { id brandId } } }`, variables: { representations }, principal })
}
