import { randomUUID } from 'node:crypto'
import { atPath } from '../../../e2e/harness/at-path.ts'
import { askAs, chunks, hiddenIds, isKnown } from './matrix-ground.ts'
import type { MatrixCheck, MatrixGround } from './matrix-ground.ts'

const MOST_ROOT_FIELDS = 18

/** Each row is found by its id or not, and one that is hidden answers with the bytes of one that there never was. */
export const checkKeys: MatrixCheck = async (ground) => {
  const { asker, entity: { type }, picked, found } = ground
  if (!isKnown(ground)) return checkWithoutToken(ground)
  for (const rows of chunks(picked.rows, MOST_ROOT_FIELDS)) {
    const { data, errors } = await askAs(ground, keysQuery(ground, rows.map(({ id }) => id)))
    rows.forEach(({ id, stand, isVisible }, n) => {
      found.judge('by key', errors.length === 0 && (isVisible ? atPath(data, `r${n}`, 'id') === id : atPath(data, `r${n}`) === null),
        () => `${asker.label} ${isVisible ? 'does not get' : 'gets'} ${type} ${id} (${stand})${errors[0] === undefined ? '' : `, ${errors[0].message}`}`)
    })
  }
  for (const ids of chunks(hiddenIds(ground), MOST_ROOT_FIELDS)) {
    const [hidden, missing] = [await askAs(ground, keysQuery(ground, ids)), await askAs(ground, keysQuery(ground, ids.map(() => randomUUID())))]
    found.judge('by key', hidden.text === missing.text && hidden.status === missing.status, () => `${asker.label} can tell a hidden ${type} from a missing one: ${hidden.text.slice(0, 200)}`)
  }
}

function keysQuery({ entity: { singular } }: MatrixGround, ids: readonly string[]): string {
  return `{ ${ids.map((id, n) => `r${n}: ${singular}(id: "${id}") { id }`).join(' ')} }`
}

async function checkWithoutToken(ground: MatrixGround): Promise<void> {
  const { picked, found, entity: { type } } = ground
  const missing = await askAs(ground, keysQuery(ground, [randomUUID()]))
  for (const { id } of picked.rows) {
    const { status, text, codes } = await askAs(ground, keysQuery(ground, [id]))
    found.judge('without a token', status === 401 && codes.join() === 'UNAUTHENTICATED' && text === missing.text, () => `${type} ${id} answers ${status} ${text.slice(0, 200)}`)
  }
}
