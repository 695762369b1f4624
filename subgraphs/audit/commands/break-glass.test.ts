import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { verifyCapability } from '../../../schema/policy/capability.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import { isObject } from '../../engine/read/decode.ts'
import { codesOf, commandWorld, payloadOf, type CommandWorld } from '../../engine/testing/command-world.ts'
import { envelopeOf, fixtureKeys } from '../../engine/testing/fixture-subgraph.ts'
import { openSubgraphs, type OpenSubgraph } from '../../serve.ts'

type Person = Principal & { readonly personId: string }

let world: CommandWorld
let subgraphs: OpenSubgraph[]
let lead: Person
let officer: Person
let subject: Person

beforeAll(async () => {
  subgraphs = await openSubgraphs({ connectionFor: testDatabase().connectionFor, keys: fixtureKeys, poolSize: 3, names: ['identity', 'audit'], onFault: (fault) => { console.error(fault) } })
  world = commandWorld()
  ;[lead, officer, subject] = await Promise.all([world.person(['support_lead']), world.person(['privacy_officer']), world.person()])
})
afterAll(async () => {
  await Promise.all([...subgraphs.map((subgraph) => subgraph.close()), world.end()])
})

const SELECTION = '{ breakGlassGrant { id status reason purpose coSignedByPersonId rowVersion } userErrors { code message path } replayed }'

interface Send {
  readonly as?: Principal
  readonly key?: string
  readonly selection?: string
}

async function send(command: string, input: Record<string, unknown>, { as = lead, key = randomUUID(), selection = SELECTION }: Send = {}): Promise<SubgraphResponse> {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`
  const audit = subgraphs.find(({ name }) => name === 'audit')
  if (!audit) throw new Error('no audit')
  return audit.execute({ query: `mutation ($input: ${type}!) { ${command}(input: $input) ${selection} }`, variables: { input }, envelope: envelopeOf(as, { idempotencyKey: key, requestId: 'r1' }) })
}

const wish = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  subjectPersonId: subject.personId, categories: ['CONTACT', 'ONLINE_IDENTIFIER'], purpose: 'SECURITY', reason: 'Account takeover under way, owner unreachable',
  ticket: 'INC-7', minutes: 15, ...more,
})

const WITH_CAPABILITY = SELECTION.replace('replayed', 'replayed capability')

describe('breakGlass', () => {
  it('gives access at once, proved by a capability and told to others', async () => {
    const answer = await send('breakGlass', wish(), { selection: WITH_CAPABILITY })
    expect(answer.errors).toBeUndefined()
    const payload = payloadOf(answer, 'breakGlass')
    expect(payload).toMatchObject({ breakGlassGrant: { status: 'ACTIVE', purpose: 'SECURITY' }, userErrors: [], replayed: false })
    const grant = isObject(payload.breakGlassGrant) ? payload.breakGlassGrant : {}
    expect(verifyCapability(fixtureKeys.envelope, String(payload.capability), Date.now())).toMatchObject({
      grantId: grant.id, brandId: world.brandId, principalId: lead.id, purpose: 'SECURITY', categories: ['CONTACT', 'ONLINE_IDENTIFIER'],
      subject: { kind: 'PERSON', personId: subject.personId, userId: subject.userId },
    })
  })
})

void codesOf; void officer
