import { randomUUID } from 'node:crypto'
import { loadKeys } from '../../../prisma/database/keys.ts'
import { envelopeAttackFigures } from '../../../schema/policy/proof/envelope-attack-figures.ts'
import { openSubgraphs, serveSubgraph } from '../../../subgraphs/serve.ts'
import { principalOf } from '../../fixture/claims-authenticator.ts'
import { claims } from '../../fixture/claims.ts'
import { personaNamed } from '../../e2e/harness/door.ts'
import { TEST_KEYS } from '../../e2e/harness/test-keys.ts'
import type { Proof } from '../proof.ts'

const READ = '{ breakGlassGrants(first: 1) { totalCount } }'
const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on AuditLog { id details } } }'
const COMMAND = 'mutation ($id: ID!) { endBreakGlass(input: { id: $id }) { userErrors { code } } }'

const principalNamed = (name: string) => {
  const holder = personaNamed(name)
  return principalOf(claims.parse({ sub: holder.userId, jti: randomUUID(), exp: 0, veil: { ...holder, scopes: [] } }), undefined)
}

/** A module as it listens to the network, attacked with everything but a good envelope. */
export const envelopeProof: Proof = {
  name: 'envelope',
  claim: 'A module answers to no envelope but a fresh one of our own for this very request, and runs a command once',
  async run(ground) {
    const database = await ground.copy()
    const keys = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
    const subgraphs = await openSubgraphs({ names: ['audit'], connectionFor: database.connectionFor, keys, poolSize: 4 })
    const [audit] = subgraphs
    if (!audit) throw new Error('There is no module to attack.')
    const server = await serveSubgraph(audit, { host: '127.0.0.1', port: 0, ring: keys.envelope })
    const principal = principalNamed('auditor')
    try {
      return await envelopeAttackFigures({
        url: `${server.url}/graphql`, keys: keys.envelope, principal, stranger: { ...principal, brandId: randomUUID() },
        body: JSON.stringify({ query: READ }),
        wanted: JSON.stringify({ query: ENTITIES, variables: { r: [{ __typename: 'AuditLog', id: randomUUID() }] } }),
        command: JSON.stringify({ query: COMMAND, variables: { id: randomUUID() } }),
      })
    } finally {
      await server.stop()
      await audit.close()
      await database.drop()
    }
  },
}
