import { createConnectionFor } from '../../../prisma/database/connection.ts'
import { openClient } from '../../../prisma/database/open-client.ts'
import { modules } from '../../../schema/metadata/index.ts'
import { publicationsOf } from '../cube/publication.ts'
import { publishMetrics } from '../cube/publish-metrics.ts'

/** `publish-again.ts <url of the superuser>`: forgets what was published and publishes it anew, by the rules of these sources. For a database that nobody else uses. */
const [superuserUrl = ''] = process.argv.slice(2)
const owner = new URL(superuserUrl)
owner.username = 'vg_owner'
const client = await openClient(superuserUrl)
await client.query('set session_replication_role = replica')
for (const { schema } of modules.filter(({ entities }) => entities.some(({ metrics = [] }) => metrics.some(({ cube }) => cube)))) await client.query(`delete from ${publicationsOf(schema)}`)
await client.end()
const periods = await publishMetrics({ connectionFor: createConnectionFor({ databaseUrl: owner.href, roleUrls: new Map(), trusted: true }), now: Date.now() })
if (periods === 0) throw new Error('Nothing was published.')
process.stdout.write(`published ${periods} periods\n`)
