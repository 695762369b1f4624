import { withClient } from '../../../prisma/database/open-client.ts'
import { isRecord } from '../../../schema/is-record.ts'
import type { Answer } from '../../e2e/harness/door.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import type { Proof, ProofGround } from '../proof.ts'
import { personLabelled } from '../person.ts'

type Worlds = readonly [World, World]
type Disclosure = (ground: ProofGround) => Promise<readonly string[]>

/** Rows of the list of declared disclosures about which commands would tell; there are no such commands yet. */
const NOT_YET = ['names of public namespaces (SLUG_TAKEN, CODE_TAKEN)', 'seats, redemptions, LAST_OWNER', 'number series']

/** What is disclosed on purpose is disclosed there and nowhere else. */
export const disclosuresProof: Proof = {
  name: 'disclosures',
  claim: 'What is declared as disclosed differs there, and nothing else does',
  async run(ground) {
    const faults = [...await nullOrSet(ground), ...await ownLimits(ground)]
    return { figures: [['twin pairs', 2], ['declared, but nothing that exists could tell it yet', NOT_YET.join('; ')]], faults }
  },
}

const PERSONS = 'query ($ids: [ID!], $phone: PersonFilter) { list: persons(filter: { id: { in: $ids } }) { totalCount nodes { id personType status displayName contactEmail contactPhone createdAt } } set: persons(first: 5, filter: $phone) { totalCount nodes { id } } }'

/** Whoever is granted a mask sees whether there is a value; whoever is not sees neither. */
const nullOrSet: Disclosure = async (ground) => {
  const [one, other] = [await ground.copy(), await ground.copy()]
  const { brandId } = personLabelled('support')
  const ids = await withClient(other.superuserUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id::text from identity.persons where brand_id::text = $1 and contact_phone is not null order by id desc limit 20', [brandId])
    await client.query('update identity.persons set contact_phone = null where id = $1', [rows[3]?.id])
    return rows.map(({ id }) => id)
  })
  const worlds: Worlds = [await openWorld({ ...one, isQuiet: true }), await openWorld({ ...other, isQuiet: true })]
  try {
    const filter = { id: { in: ids }, contactPhone: { isNull: false } }
    const masked = differences(await askBoth(worlds, 'support', PERSONS, { ids, phone: filter }))
    const hidden = differences(await askBoth(worlds, 'member', PERSONS, { ids, phone: { id: { in: ids } } }))
    const expected = ['list.nodes.N.contactPhone', 'set.totalCount', 'set.nodes.N.id', 'set.nodes.N']
    return [
      ...masked.filter((path) => !expected.includes(path.replace(/\d+/g, 'N'))).map((path) => `a phone number that is set differs at ${path} too`),
      ...(masked.filter((path) => path.endsWith('.contactPhone')).length === 1 ? [] : [`a mask does not show whether there is a value: ${masked.join()}`]),
      ...(hidden.length === 0 ? [] : [`whoever is shown nothing is told of a phone number: ${hidden.join()}`]),
    ]
  } finally {
    await Promise.all([...worlds.map((world) => world.stop())])
    await Promise.all([one.drop(), other.drop()])
  }
}

const REVEAL = '{ users(first: 20) { nodes { id email @reveal(reason: "a request under data protection law", purpose: LEGAL) } } }'
const PLAIN = '{ users(first: 20) { totalCount nodes { id email status } } }'
const WITHIN_BUDGET = 5

/** One's own budget is seen by oneself, at a request that needs it. */
const ownLimits: Disclosure = async (ground) => {
  const [one, other] = [await ground.copy(), await ground.copy()]
  const worlds: Worlds = [await openWorld({ ...one, isQuiet: true }), await openWorld({ ...other, isQuiet: true })]
  try {
    for (let time = 0; time < WITHIN_BUDGET; time++) await worlds[1].ask(REVEAL, { as: personLabelled('privacy-officer') })
    const plain = await askBoth(worlds, 'privacy-officer', PLAIN)
    const others = await askBoth(worlds, 'support', PLAIN)
    const [first, second] = await askBoth(worlds, 'privacy-officer', REVEAL)
    return [
      ...(first.codes.length === 0 && second.codes.join() === 'BUDGET_EXCEEDED' ? [] : [`a spent budget is answered with ${second.codes.join()}, a full one with ${first.codes.join()}`]),
      ...(plain[0].codes.length + others[0].codes.length === 0 ? [] : [`what needs no budget is refused: ${plain[0].text.slice(0, 200)} ${others[0].text.slice(0, 200)}`]),
      ...(plain[0].text === plain[1].text && others[0].text === others[1].text ? [] : ['a spent budget is seen where none is needed']),
    ]
  } finally {
    await Promise.all([...worlds.map((world) => world.stop())])
    await Promise.all([one.drop(), other.drop()])
  }
}

async function askBoth(worlds: Worlds, name: string, query: string, variables?: object): Promise<readonly [Answer, Answer]> {
  const headers = { authorization: `Bearer ${await worlds[0].token(personLabelled(name))}` }
  return [await worlds[0].ask(query, { headers, variables }), await worlds[1].ask(query, { headers, variables })]
}

/** Paths at which two answers differ; lists are compared place by place. */
function differences([one, other]: readonly [Answer, Answer]): readonly string[] {
  return compare(one.data, other.data, '')
}

function compare(one: unknown, other: unknown, path: string): readonly string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return []
  if (Array.isArray(one) && Array.isArray(other)) return Array.from({ length: Math.max(one.length, other.length) }, (_, place) => compare(one[place], other[place], `${path}.${place}`)).flat()
  if (isRecord(one) && isRecord(other)) return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) => compare(one[key], other[key], path === '' ? key : `${path}.${key}`))
  return [path]
}
