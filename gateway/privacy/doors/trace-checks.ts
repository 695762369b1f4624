import { atPath } from '../../e2e/harness/at-path.ts'
import { fixtureGateway } from '../../fixture/fixture-gateway.ts'
import { createLog } from '../../log.ts'
import { personLabelled } from '../person.ts'
import type { DoorCheck } from './door-checks.ts'

const SECRET = 'zoe.secret@example.org'
const asked = (holds: boolean, what: string): readonly string[] => (holds ? [] : [what])

/** Whatever a request or a failure holds, the log says what is on its list. */
export const logsSayNothing: DoorCheck = async () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const failure = Object.assign(new Error(`${SECRET}\n    at ${SECRET} (/home/${SECRET}:1:2)`), { code: SECRET, detail: SECRET })
  failure.name = SECRET
  log.fault({ where: SECRET, cause: failure })
  log.fault({ where: 'executor', cause: SECRET })
  log.divergence({ subgraph: SECRET, coordinate: SECRET, kind: 'WEAKER' })
  log.request({ requestId: SECRET, operationName: SECRET, operationHash: SECRET, principal: undefined, codes: [SECRET], durationMs: 1 })
  return [...asked(lines.length === 4, 'the log is silent'), ...lines.filter((line) => /zoe|secret/i.test(line)).map((line) => `the log says ${line.slice(0, 200)}`)]
}

const VERIFY = 'query ($from: SafeInt) { verifyAuditChain(fromSeq: $from) { ok checked brokenAtSeq reason } }'
const REVEAL = '{ users(first: 2) { nodes { id email @reveal(reason: "a request under data protection law", purpose: LEGAL) } } }'

/** What is chained holds together, and a changed row is named by its number. */
export const chainIsKept: DoorCheck = async ({ world, database }) => {
  const { brandId } = personLabelled('auditor')
  const head = async (): Promise<number> => {
    const { rows: [last] } = await database.query<{ seq: number }>('select coalesce(max(chain_seq), 0)::integer as seq from audit.audit_logs where brand_id = $1', [brandId])
    return last?.seq ?? 0
  }
  const verify = async (from: number): Promise<unknown> => atPath((await world.ask(VERIFY, { as: personLabelled('auditor'), variables: { from } })).data, 'verifyAuditChain')
  const change = async (text: string, seq: number): Promise<void> => {
    await database.query('set session_replication_role = replica')
    await database.query(`update audit.audit_logs set ${text} where brand_id = $1 and chain_seq = $2`, [brandId, seq])
    await database.query('reset session_replication_role')
  }
  const before = await head()
  await world.ask(REVEAL, { as: personLabelled('privacy-officer') })
  await world.flush()
  const after = await head()
  const whole = await verify(before + 1)
  await change(`entity_id = 'x' || coalesce(entity_id, '')`, before + 1)
  const changed = await verify(before + 1)
  await change(`entity_id = nullif(substr(entity_id, 2), '')`, before + 1)
  return [
    ...asked(after > before, 'nothing was chained'),
    ...asked(atPath(whole, 'ok') === true && atPath(whole, 'checked') === after - before, `the chain of what was just read: ${JSON.stringify(whole)}`),
    ...asked(atPath(changed, 'ok') === false && atPath(changed, 'brokenAtSeq') === before + 1, `a changed row is judged ${JSON.stringify(changed)}`),
  ]
}

const FOREIGN_ROW = { __typename: 'User', id: 'u1', name: 'Ann', email: 'ann@example.org', lastIp: '203.0.113.9', passwordHash: 'hash' }

/** A subgraph of other people hides nothing, so the gateway masks what it says before anybody uses it. */
export const foreignModulesAreMasked: DoorCheck = async () => {
  const { ask, gateway } = await fixtureGateway({}, { isForeign: true, isForeignSubgraph: () => true, isForeignField: () => true }, async ({ subgraphs }) => subgraphs.map(({ name }) => ({
    name, isReady: async () => true, close: async () => {}, call: async () => structuredClone({ data: { user: FOREIGN_ROW } }),
  })))
  try {
    const { text } = await ask('{ user(id: "u1") { name email lastIp passwordHash } }', { as: 'privacy_officer' })
    const filtered = await ask('{ users(filter: { email: { isNull: false } }) { totalCount } }', { as: 'privacy_officer' })
    return [
      ...asked(text.includes('Ann') && text.includes('a•••@•••.org'), `a foreign module is not shown: ${text.slice(0, 200)}`),
      ...asked(!/ann@example|203\.0\.113|"hash"/.test(text), `a foreign module shows ${text.slice(0, 200)}`),
      ...asked(filtered.text.includes('PII_FILTER_REFUSED'), `a foreign module is asked for a hidden value: ${filtered.text.slice(0, 200)}`),
    ]
  } finally {
    await gateway.stop()
  }
}
