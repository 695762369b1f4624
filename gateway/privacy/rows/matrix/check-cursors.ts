import { atPath } from '../../../e2e/harness/at-path.ts'
import type { MatrixAsker } from './matrix-asker.ts'
import { askAs, isKnown } from './matrix-ground.ts'
import type { MatrixCheck, MatrixGround } from './matrix-ground.ts'

/** A cursor of one's own leads to the next row; one of somebody else, at whatever row, says what a made-up one says. `somebody` sees everything of a brand. */
export const checkCursors = (somebody: MatrixAsker): MatrixCheck => async (ground) => {
  if (!isKnown(ground) || ground.asker === somebody) return
  const { asker, entity, picked, found } = ground
  const [own, other] = [await cursorOf(ground), await cursorOf({ ...ground, asker: somebody })]
  if (own !== undefined) {
    const { data, errors } = await askAs(ground, after(ground, own))
    const expected = picked.visible - 1
    found.judge('cursor', errors.length === 0 && (expected === 0) === (atPath(data, 'list', 'pageInfo', 'endCursor') === null), () => `${asker.label}: the own cursor of ${entity.type} leads ${errors[0]?.message ?? 'nowhere'}`)
  }
  if (other === undefined) return
  const [theirs, madeUp] = [await askAs(ground, after(ground, other)), await askAs(ground, after(ground, `${other.slice(0, -4)}AAAA`))]
  found.judge('cursor', theirs.codes.length === 1 && theirs.text === madeUp.text, () => `${asker.label}: a cursor of ${entity.type} that is somebody else's says ${theirs.text.slice(0, 200)}, a made-up one ${madeUp.text.slice(0, 200)}`)
}

async function cursorOf(ground: MatrixGround): Promise<string | undefined> {
  const { data } = await askAs(ground, `{ list: ${ground.entity.plural}(first: 1) { pageInfo { endCursor } } }`)
  const cursor = atPath(data, 'list', 'pageInfo', 'endCursor')
  return typeof cursor === 'string' ? cursor : undefined
}

const after = ({ entity }: MatrixGround, cursor: string): string => `{ list: ${entity.plural}(first: 2, after: "${cursor}") { totalCount pageInfo { endCursor } nodes { id } } }`
