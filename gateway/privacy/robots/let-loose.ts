import { createConnectionFor } from '../../../prisma/database/connection.ts'
import { openClient } from '../../../prisma/database/open-client.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import { openWorld, type World } from '../../e2e/harness/open-world.ts'
import { issueDevelopmentToken } from '../../authenticate/development-token.ts'
import { DEFAULT_EXPORT_LIMITS } from '../../exports/export-limits.ts'
import { personLabelled } from '../person.ts'
import { NUMBER_ROBOTS } from './number-robots.ts'
import { plantSecrets, type Planted } from './plant-secrets.ts'
import type { Hands, Robot } from './robot.ts'
import { TEXT_ROBOTS } from './text-robots.ts'

/** How far one robot got. */
export interface Loot {
  readonly robot: string
  /** Signs from the first one on that it has right. */
  readonly recovered: number
  readonly length: number
  readonly requests: number
}

export interface LetLoose {
  readonly superuserUrl: string
  readonly seed: number
  /** Signs of the secret address. */
  readonly length: number
  /** Requests that each robot may send. */
  readonly budget: number
}

const ROBOTS: readonly Robot[] = [...TEXT_ROBOTS, ...NUMBER_ROBOTS]
/** Works in one workspace: the least that a person of the demo data may see. */
const ROBOT = personLabelled('member')
const ANALYST = personLabelled('analyst')
const COLLEAGUE = personLabelled('auditor')

/** Sends every robot through the gateway, one after the other. */
export async function letLoose({ superuserUrl, seed, length, budget }: LetLoose): Promise<readonly Loot[]> {
  const owner = new URL(superuserUrl)
  owner.username = 'vg_owner'
  const planted = await plantSecrets(superuserUrl, { robot: ROBOT, analyst: ANALYST, seed, length })
  const world = await openWorld({ connectionFor: createConnectionFor({ databaseUrl: owner.href, roleUrls: new Map(), trusted: true }), exports: { pollMs: 20, limits: { ...DEFAULT_EXPORT_LIMITS, perCaller: 1_000 } } })
  try {
    const loot: Loot[] = []
    for (const robot of ROBOTS) loot.push(await tryRobot(world, robot, { planted, superuserUrl, budget }))
    return loot
  } finally {
    await world.stop()
  }
}

interface Attempt {
  readonly planted: Planted
  readonly superuserUrl: string
  readonly budget: number
}

async function tryRobot(world: World, robot: Robot, { planted: { target, secrets }, superuserUrl, budget }: Attempt): Promise<Loot> {
  let requests = 0
  const hands: Hands = {
    ask: async (query, variables, as = 'ROBOT') => {
      requests += 1
      if (requests > budget) throw new Error(`The robot ${robot.name} has used up its ${budget} requests.`)
      const person = as === 'ROBOT' ? ROBOT : ANALYST
      return world.ask(query, { as: person, variables, headers: { 'x-veil-purpose': person.purpose, ...(robot.isReal && { authorization: `Bearer ${await issueDevelopmentToken(world.keys.envelope, person)}` }) } })
    },
    found: () => cursorBefore(world, target.userId),
    renameSelf: (email) => renameAnalyst(superuserUrl, email),
  }
  const secret = secrets[robot.secret]
  const guess = await robot.run(target, hands)
  return { robot: robot.name, recovered: commonBeginning(secret, guess), length: secret.length, requests }
}

function commonBeginning(secret: string, guess: string): number {
  return [...secret].findIndex((sign, index) => guess[index] !== sign) === -1 ? secret.length : [...secret].findIndex((sign, index) => guess[index] !== sign)
}

/** The cursor of the row before the wanted one, in the list of somebody who sees both. */
async function cursorBefore(world: World, userId: string): Promise<string> {
  let after: unknown = null
  for (;;) {
    const { data } = await world.ask('query ($after: String) { users(first: 100, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }', { as: COLLEAGUE, variables: { after }, headers: { 'x-veil-purpose': COLLEAGUE.purpose } })
    const edges = listAt(data, 'users', 'edges')
    const place = edges.findIndex((edge) => atPath(edge, 'node', 'id') === userId)
    if (place > 0) return String(atPath(edges[place - 1], 'cursor'))
    if (place === 0 && typeof after === 'string') return after
    if (atPath(data, 'users', 'pageInfo', 'hasNextPage') !== true) return ''
    after = atPath(data, 'users', 'pageInfo', 'endCursor')
  }
}

async function renameAnalyst(superuserUrl: string, email: string): Promise<void> {
  const database = await openClient(superuserUrl)
  try {
    await database.query('set session_replication_role = replica')
    await database.query('update identity.persons set contact_email = $1 where brand_id = $2 and id = $3', [email, ANALYST.brandId, ANALYST.personId])
  } finally {
    await database.end()
  }
}
