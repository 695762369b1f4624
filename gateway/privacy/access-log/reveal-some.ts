import { isRecord } from '../../../schema/is-record.ts'
import { listAt } from '../../e2e/harness/at-path.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import { exposedColumns } from '../../../schema/sdl/exposed.ts'
import { ENTITIES } from '../oracle/standings.ts'
import type { ProofDatabase } from '../proof.ts'
import { personLabelled } from '../person.ts'

export interface Reading {
  readonly seed: number
  /** Operations, each of some entity by a privacy officer with a reason. */
  readonly times: number
}

/** Reads raw values with a reason and gives how many came. */
export async function revealSome({ connectionFor }: ProofDatabase, reading: Reading): Promise<number> {
  const world = await openWorld({ connectionFor })
  try {
    return await readIn(world, reading)
  } finally {
    await world.stop()
  }
}

const OFFICER = 'privacy-officer'
/** Masked without a request: categories that the officer has only for a reason. */
const FOR_A_REASON = ['CONTACT', 'ONLINE_IDENTIFIER', 'GOVERNMENT_ID', 'PAYMENT_CARD', 'MIXED']

/** The same in a world that is open already. */
export async function readIn(world: World, { seed, times }: Reading): Promise<number> {
  const places = ENTITIES.flatMap((entity) => exposedColumns(entity).filter(({ label }) => !label.public && FOR_A_REASON.includes(label.category) && !label.ownOrganization).map((column) => ({ entity, column })))
  let values = 0
  // of some columns the newest rows have no value: whoever had none of any would prove nothing
  for (let time = 0; time < times || (values === 0 && time < places.length); time++) {
    const place = places[(seed * 7 + time * 13) % places.length]
    if (place === undefined) continue
    const { entity: { plural, type }, column: { field } } = place
    const { data, text, errors } = await world.ask(`{ list: ${plural}(first: 3) { nodes { id ${field} @reveal(reason: "a request under data protection law", purpose: LEGAL) } } }`, { as: personLabelled(OFFICER) })
    if (errors.length > 0) throw new Error(`${type}.${field}: ${text.slice(0, 300)}`)
    values += listAt(data, 'list', 'nodes').filter((node) => isRecord(node) && node[field] !== null).length
  }
  return values
}
