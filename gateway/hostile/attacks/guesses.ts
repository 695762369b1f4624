import { randomUUID } from 'node:crypto'
import type { Attack, AttackGroup } from '../attack.ts'
import type { HostileTarget } from '../hostile-target.ts'
import { alike, answered, firstOf, refused, silentAbout } from '../reply.ts'
import { sha256 } from '../../../schema/sha256.ts'

/** Asked for something that is there and hidden, the answer has the bytes of something that is not there. */
const guess = (name: string, query: string, right: (target: HostileTarget) => unknown, wrong: () => unknown): Attack => ({
  name, criterion: 'hidden and missing answer in the same bytes',
  run: async (target) => {
    const [hidden, missing] = [await target.ask(query, right(target)), await target.ask(query, wrong())]
    return firstOf(alike(hidden, missing), silentAbout(hidden, target.booty.hiddenEmail))
  },
})

const persisted = (query: string | undefined, hash: string): string => JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } })
const command = 'mutation ($id: ID!) { endBreakGlass(input: { id: $id }) { userErrors { code } } }'

/** Guesses about rows, people and secrets; and what remembers requests, used against those who sent them. */
export const guessAttacks: AttackGroup = {
  area: 'guesses and memories',
  attacks: [
    guess('the id of a workspace', 'query ($id: ID!) { workspace(id: $id) { id name } }', ({ booty }) => ({ id: booty.hiddenId }), () => ({ id: randomUUID() })),
    guess('the id of an organization', 'query ($id: ID!) { organization(id: $id) { id name } }', ({ booty }) => ({ id: booty.hiddenOrgId }), () => ({ id: randomUUID() })),
    guess('the slug of a workspace', 'query ($slug: String!) { workspaceBySlug(slug: $slug) { id } }', ({ booty }) => ({ slug: booty.hiddenSlug }), () => ({ slug: 'there-is-no-such-slug' })),
    guess('the address of a person', 'query ($email: String!) { userByEmail(email: $email) { id } }', ({ booty }) => ({ email: booty.hiddenEmail }), () => ({ email: 'nobody@nowhere.example' })),
    guess('a filter on an id', 'query ($id: ID!) { workspaces(filter: { id: { eq: $id } }) { totalCount nodes { id } } }', ({ booty }) => ({ id: booty.hiddenId }), () => ({ id: randomUUID() })),
    guess('a condition on the organization around', 'query ($id: ID!) { workspaces(filter: { organization: { id: { eq: $id } } }) { totalCount } }', ({ booty }) => ({ id: booty.hiddenOrgId }), () => ({ id: randomUUID() })),
    guess('a filter on an address', 'query ($email: String!) { users(filter: { email: { eq: $email } }) { totalCount } }', ({ booty }) => ({ email: booty.hiddenEmail }), () => ({ email: 'nobody@nowhere.example' })),
    guess('a trail of the log', 'query ($id: ID!) { auditTrail(entityType: "Workspace", entityId: $id) { nodes { id } } }', ({ booty }) => ({ id: booty.hiddenId }), () => ({ id: randomUUID() })),
    { name: 'the hash of a password as a filter', criterion: 'there is no such filter', run: async ({ ask }) => refused(await ask('{ users(filter: { passwordHash: { eq: "x" } }) { totalCount } }'), 'GRAPHQL_VALIDATION_FAILED') },
    { name: 'the hash of a token as a key', criterion: 'there is no such field', run: async ({ ask }) => refused(await ask('{ personalAccessTokenByTokenHash(tokenHash: "x") { id } }'), 'GRAPHQL_VALIDATION_FAILED') },
    { name: 'a cursor of somebody else', criterion: 'BAD_CURSOR', run: async ({ ask, token }) => { const { text } = await ask('{ workspaces(first: 1) { pageInfo { endCursor } } }', {}, { authorization: `Bearer ${await token('auditor')}` }); const cursor = /"endCursor":"([^"]+)"/.exec(text)?.[1] ?? ''; return refused(await ask('query ($c: String) { workspaces(first: 1, after: $c) { nodes { id } } }', { c: cursor }), 'BAD_CURSOR') } },
    { name: 'twenty guesses in one request', criterion: 'all null, and no more said', run: async ({ ask, booty }) => { const reply = await ask(`{ ${Array.from({ length: 18 }, (_, n) => `g${n}: workspace(id: "${n === 7 ? booty.hiddenId : randomUUID()}") { id }`).join(' ')} }`); return firstOf(answered(reply), silentAbout(reply, booty.hiddenId), reply.text.includes('"g7":null') ? undefined : 'the right one is told') } },
    { name: 'a hash without a document', criterion: 'refused, as every hash', run: async ({ send }) => refusedHash(await send({ body: persisted(undefined, sha256('{ me { kind } }')) })) },
    { name: 'a document under the hash of another', criterion: 'is not run, or not kept under it', run: async ({ send }) => { const hash = sha256('{ me { kind } }'); const reply = await send({ body: persisted('{ workspaces { totalCount } }', hash) }); const later = await send({ body: persisted(undefined, hash) }); return firstOf(refusedHash(reply), silentAbout(later, 'totalCount')) } },
    { name: 'a hash that is a path', criterion: 'refused', run: async ({ send }) => refusedHash(await send({ body: persisted(undefined, '../../etc/passwd') })) },
    { name: 'ten thousand documents to fill a memory', criterion: 'a bounded memory answers as before', isSlow: true, run: filled },
    { name: 'an idempotency key of ten kilobytes', criterion: 'refused', run: async ({ ask }) => refused(await ask(command, { id: randomUUID() }, { headers: { 'idempotency-key': 'k'.repeat(10_000) } }), 'VALIDATION_FAILED') },
    { name: 'an idempotency key of five characters', criterion: 'refused', run: async ({ ask }) => refused(await ask(command, { id: randomUUID() }, { headers: { 'idempotency-key': 'short' } }), 'VALIDATION_FAILED') },
    { name: 'the idempotency key of another request', criterion: 'not the answer of the other', run: reusedKey },
    { name: 'two commands under no key', criterion: 'IDEMPOTENCY_KEY_REQUIRED', run: async ({ ask }) => refused(await ask('mutation ($id: ID!) { a: endBreakGlass(input: { id: $id }) { userErrors { code } } b: endBreakGlass(input: { id: $id }) { userErrors { code } } }', { id: randomUUID() }), 'IDEMPOTENCY_KEY_REQUIRED') },
    { name: 'the cost of hidden rows', criterion: 'the same for hidden and missing', run: async ({ ask, booty }) => { const query = 'query ($id: ID!) { workspace(id: $id) { id users(first: 50) { nodes { id } } } }'; return alike(await ask(query, { id: booty.hiddenId }), await ask(query, { id: randomUUID() })) } },
    { name: 'a raw value on request without the right', criterion: 'refused or masked', run: async ({ ask }) => silentAbout(await ask('{ users(first: 5) { nodes { email @reveal(reason: "I would like to know this", purpose: SERVICE) } } }'), '@gmail', 'everything', '@example.org', '@mail.test') },
  ],
}

function refusedHash(reply: Parameters<typeof refused>[0]): string | undefined {
  const isRefused = reply.codes.length === 1 && reply.codes.every((code) => code.startsWith('PERSISTED_QUERY') || code === 'BAD_REQUEST' || code.startsWith('DOCUMENT'))
  return isRefused && !reply.text.includes('"kind"') ? undefined : reply.text.slice(0, 100)
}

async function reusedKey({ ask, token }: HostileTarget): Promise<string | undefined> {
  const key = { headers: { 'idempotency-key': randomUUID() } }
  const mine = await ask(command, { id: randomUUID() }, key)
  const theirs = await ask(command, { id: randomUUID() }, { ...key, authorization: `Bearer ${await token('support')}` })
  return theirs.status < 500 && !theirs.text.includes('"everything"') && !mine.text.includes('"everything"') ? undefined : theirs.text.slice(0, 100)
}

async function filled({ ask }: HostileTarget): Promise<string | undefined> {
  for (let n = 0; n < 10_000; n += 20) await Promise.all(Array.from({ length: 20 }, (_, i) => ask(`{ a${n + i}: __typename }`)))
  const reply = await ask('{ __typename }')
  return firstOf(answered(reply), silentAbout(reply, 'everything'), reply.ms > 500 ? `answered after ${Math.round(reply.ms)} ms` : undefined)
}
