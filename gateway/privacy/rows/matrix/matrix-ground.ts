import type pg from 'pg'
import type { Entity } from '../../../../schema/model.ts'
import type { Subgraph } from '../../../../schema/subgraph.ts'
import type { Answer } from '../../../e2e/harness/door.ts'
import type { World } from '../../../e2e/harness/open-world.ts'
import type { MatrixAsker } from './matrix-asker.ts'
import type { MatrixFindings } from './matrix-findings.ts'
import type { Picked } from './pick-rows.ts'

/** One cell of the matrix: somebody, an entity, and rows of it on every side of the border. */
export interface MatrixGround {
  readonly world: World
  /** From above, bound by no trigger and no row security. */
  readonly database: pg.Client
  readonly asker: MatrixAsker
  readonly entity: Entity
  readonly module: Subgraph
  readonly picked: Picked
  readonly found: MatrixFindings
}

/** A way to look for rows. */
export type MatrixCheck = (ground: MatrixGround) => Promise<void>

/** Asks the gateway, as a client would. */
export function askAs({ world, asker }: Pick<MatrixGround, 'world' | 'asker'>, query: string, variables: unknown = {}): Promise<Answer> {
  const { authorization, reason } = asker
  return world.send({
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...(authorization !== undefined && { authorization }), ...(reason !== undefined && { 'x-veil-reason': reason }) },
    body: JSON.stringify({ query, variables }),
  })
}

/** Whether somebody gets further than the front door. */
export const isKnown = ({ asker }: Pick<MatrixGround, 'asker'>): boolean => asker.authorization !== undefined

export const visibleIds = ({ picked }: MatrixGround): readonly string[] => picked.rows.filter(({ isVisible }) => isVisible).map(({ id }) => id)
export const hiddenIds = ({ picked }: MatrixGround): readonly string[] => picked.rows.filter(({ isVisible }) => !isVisible).map(({ id }) => id)

/** Lists of at most so many. */
export function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))
}
