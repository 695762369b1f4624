import { withClient } from '../../../prisma/database/open-client.ts'
import type { Entity } from '../../../schema/model.ts'
import { openWorld, type World } from '../../e2e/harness/open-world.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import { introspect } from '../../e2e/harness/introspect.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { visibleSql } from '../oracle/visible-sql.ts'
import { personLabelled, type Person } from '../person.ts'
import type { Figures, Proof, ProofDatabase } from '../proof.ts'
import { atLeast } from '../at-least.ts'
import { inLanes } from '../in-lanes.ts'
import { shuffled } from '../shuffled.ts'
import { hiddenSql, plantPoison } from './plant-poison.ts'
import { poisonLeaves, type Leaf } from './poison-leaves.ts'

/** They see different rows of one organization; what none of them sees is poisoned. */
const PEOPLE = ['member', 'admin', 'billing-admin', 'billing-admin for BILLING'].map(personLabelled)
/** Which rows somebody sees does not depend on the purpose. */
const SEERS = PEOPLE.filter(({ name }, index) => PEOPLE.findIndex((person) => person.name === name) === index)
/** Sees the poisoned rows, and so has other answers over them: without that the run would prove nothing. */
const WITNESS = personLabelled('auditor')

async function run(ground: Parameters<Proof['run']>[0], { seed, seconds, isLong }: Parameters<Proof['run']>[1]): Promise<Figures> {
  const [plain, poisoned] = await Promise.all([ground.copy(), ground.copyOf(`poison, second form ${JSON.stringify(SEERS)}`, async (database) => void await plantPoison(database, SEERS))])
  const worlds = await Promise.all([plain, poisoned].map(({ connectionFor }) => openWorld({ connectionFor })))
  try {
    const [calm, sick] = worlds
    if (!calm || !sick) throw new Error('Two worlds were opened and are not there.')
    const leaves = await leavesOf(calm, plain)
    const visible = visibleIn(plain)
    const tally = { operations: 0, conditions: 0, refused: 0, rows: 0, witnessed: 0, witnessedOf: 0, leaves: new Set<string>(), faults: new Array<string>() }
    const jobs = shuffled(leaves, seed).flatMap((leaf, index) => {
      // in turn: over a few runs everybody asks for everything
      const person = PEOPLE[(index + seed) % PEOPLE.length]
      return person ? [{ leaf, person }] : []
    })
    const until = Date.now() + seconds * 700
    await inLanes(4, jobs, async ({ leaf, person }) => {
      if (Date.now() > until) return
      for (const operator of leaf.operators) tally.leaves.add(`${leaf.coordinate} ${operator}`)
      tally.conditions += leaf.roots.size
      tally.operations += 1
      const [one, two] = await Promise.all([calm, sick].map((world) => ask(world, leaf, person)))
      if (!one || !two) return
      tally.refused += two.codes.length > 0 ? 1 : 0
      if (two.codes.some((code) => code !== 'PII_FILTER_REFUSED')) tally.faults.push(`${person.label}: ${two.codes.join()} for ${describe(leaf)}`)
      if (one.text !== two.text) tally.faults.push(`${person.label}: hidden values change the answer of ${describe(leaf)}`)
      for (const [key, root] of leaf.roots) {
        const ids = listAt(two.data, key, 'nodes').map((node) => String(atPath(node, 'id')))
        tally.rows += ids.length
        const seen = ids.length === 0 ? undefined : await visible(root, person)
        if (ids.some((id) => seen?.has(id) !== true)) tally.faults.push(`${person.label}: a hidden row answers ${key} of ${describe(leaf)}`)
      }
    })
    for (const { leaf } of jobs.slice(0, isLong ? 100 : 10)) {
      const [one, two] = await Promise.all([calm, sick].map((world) => ask(world, leaf, WITNESS)))
      tally.witnessedOf += 1
      if (one?.text !== two?.text) tally.witnessed += 1
    }
    const all = new Set(leaves.flatMap(({ coordinate, operators }) => operators.map((operator) => `${coordinate} ${operator}`))).size
    return {
      figures: [
        ['filter leaves x operators', `${tally.leaves.size} of ${all}`], ['conditions', tally.conditions], ['operations in both worlds', `${tally.operations} of ${jobs.length}`], ['refused before a row is looked at', tally.refused], ['rows answered', tally.rows],
        ['errors and differences', tally.faults.length], ['control: answers that differ for somebody who sees the poison', `${tally.witnessed} of ${tally.witnessedOf}`],
      ],
      faults: [...tally.faults, ...tally.witnessed === 0 ? ['the poison changes no answer for those who see it'] : [], ...atLeast(1, tally.rows, 'rows answered'), ...atLeast(tally.refused + 1, tally.operations, 'operations, all of them refused')],
    }
  } finally {
    await Promise.all(worlds.map((world) => world.stop()))
    await Promise.all([plain.drop(), poisoned.drop()])
  }
}

function ask(world: World, { query, variables }: Leaf, person: Person): ReturnType<World['ask']> {
  return world.ask(query, { as: person, variables, headers: { 'x-veil-purpose': person.purpose } })
}

function describe({ coordinate, query, variables }: Leaf): string {
  return `${coordinate}: ${query} ${JSON.stringify(variables)}`
}

/** Ids are not poisoned but taken from hidden rows. */
async function leavesOf(world: World, { superuserUrl }: ProofDatabase): Promise<readonly Leaf[]> {
  const schema = await introspect(world)
  return withClient(superuserUrl, async (client) => {
    const found = new Map<string, string>()
    for (const entity of ENTITIES) {
      const ids = entity.columns.filter(({ pgType, list, internal }) => pgType === 'uuid' && !list && !internal)
      const { rows } = await client.query<Record<string, string | null>>(`select ${ids.map(({ name }) => `max(${name}::text) as ${name}`).join(', ')} from ${tableOf(entity)} t where ${hiddenSql(entity, SEERS)}`)
      for (const { name } of ids) found.set(`${entity.type}.${name}`, rows[0]?.[name] ?? '00000000-0000-7000-8000-000000000000')
    }
    return poisonLeaves(schema, (entity, column) => found.get(`${entity.type}.${column.name}`))
  })
}

/** Ids that a person may list, worked out when they are first asked for. */
function visibleIn({ superuserUrl }: ProofDatabase): (entity: Entity, person: Person) => Promise<ReadonlySet<string>> {
  const known = new Map<string, Promise<ReadonlySet<string>>>()
  return (entity, person) => {
    const key = `${entity.type} ${person.label}`
    const found = known.get(key) ?? withClient(superuserUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>(`select t.id::text from ${tableOf(entity)} t where ${visibleSql(entity, person)}`)
      return new Set(rows.map(({ id }) => id))
    })
    known.set(key, found)
    return found
  }
}

export const poisonProof: Proof = { name: 'poison', claim: 'No value of a hidden row raises an error in a filter or changes an answer', run }
