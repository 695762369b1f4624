import { randomUUID } from 'node:crypto'
import { withClient } from '../../prisma/database/open-client.ts'
import { serveSubgraph } from '../../subgraphs/serve.ts'
import { personaNamed } from '../e2e/harness/door.ts'
import { openWorld } from '../e2e/harness/open-world.ts'
import { principalOf } from '../fixture/claims-authenticator.ts'
import { claims, claimsKey } from '../fixture/claims.ts'
import type { ProofDatabase } from '../privacy/proof.ts'
import type { Booty, HostileTarget, Sent } from './hostile-target.ts'
import { readReply } from './reply.ts'
import type { Reply } from './reply.ts'
import { sendRaw } from './send-raw.ts'

export interface OpenTarget extends HostileTarget {
  /** Faults of our own side since the last call. */
  faults(): readonly unknown[]
  stop(): Promise<void>
}

/** A gateway as it stands in the open, over demo data. */
export async function openTarget({ connectionFor, superuserUrl }: Pick<ProofDatabase, 'connectionFor' | 'superuserUrl'>): Promise<OpenTarget> {
  const world = await openWorld({ connectionFor, isQuiet: true, isDevelopment: false })
  const identity = world.subgraphs.find(({ name }) => name === 'organization')
  if (identity === undefined) throw new Error('There is no module to attack.')
  const module = await serveSubgraph(identity, { host: '127.0.0.1', port: 0, ring: world.keys.envelope })
  const holder = personaNamed('member')
  const token: HostileTarget['token'] = (as) => world.token(as)
  return {
    ...clientOf({ url: world.url, moduleUrl: `${module.url}/graphql`, token }),
    booty: await readBooty(superuserUrl), keys: { envelope: world.keys.envelope, bearer: claimsKey(world.keys.envelope) },
    principal: principalOf(claims.parse({ sub: holder.userId, jti: randomUUID(), exp: 0, veil: { ...holder, scopes: [] } }), undefined),
    faults: world.faults,
    async stop() {
      await module.stop()
      await world.stop()
    },
  }
}

/** How requests are sent, whoever answers them. */
export function clientOf({ url, moduleUrl, token }: Pick<HostileTarget, 'url' | 'moduleUrl' | 'token'>): Pick<HostileTarget, 'url' | 'moduleUrl' | 'token' | 'send' | 'ask' | 'sendToModule' | 'raw'> {
  const send = async ({ body, method = 'POST', path = '/graphql', headers = {}, authorization }: Sent): Promise<Reply> => {
    const bearer = authorization === undefined ? `Bearer ${await token('member')}` : authorization
    return request(`${url}${path}`, { method, body, headers: { 'content-type': 'application/json', ...(bearer !== null && { authorization: bearer }), ...headers } })
  }
  return {
    url, moduleUrl, token, send,
    ask: (query, variables, more = {}) => send({ ...more, body: JSON.stringify({ query, variables }) }),
    sendToModule: ({ body, headers }) => request(moduleUrl, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
    raw: (bytes, quietMs) => sendRaw(url, bytes, quietMs),
  }
}

async function request(url: string, init: RequestInit): Promise<Reply> {
  const since = performance.now()
  return readReply(await fetch(url, { ...init, redirect: 'manual' }), since)
}

async function readBooty(superuserUrl: string): Promise<Booty> {
  const { brandId, orgs } = personaNamed('member')
  const { rows: [row] } = await withClient(superuserUrl, (client) => client.query<Booty>(`select w.id::text as "hiddenId", w.slug as "hiddenSlug", w.org_id::text as "hiddenOrgId",
    (select email from identity.users u where u.brand_id = w.brand_id and u.role = 'owner' limit 1) as "hiddenEmail"
    from organization.workspaces w where w.brand_id = $1 and w.org_id <> all($2::uuid[]) order by w.id limit 1`, [brandId, orgs]))
  if (row === undefined) throw new Error('The demo data has nothing to hide.')
  return row
}
