import { createConnectionFor } from '../../../prisma/database/connection.ts'
import { createTenantPool } from '../../../prisma/database/tenant-pool.ts'
import { auditStatement } from '../../engine/audit/audit-statement.ts'
import { openRelay } from '../../engine/relay/relay.ts'
import { auditRecord } from '../../engine/testing/audit-records.ts'
import { takings } from '../receivers.ts'

/**
 * A process of the product as far as the log is concerned: it commits records of reveals as fast as it can and chains them meanwhile.
 * Prints the ids of each transaction after its commit. Somebody is going to kill it.
 */
const [databaseUrl = '', brandId = ''] = process.argv.slice(2)
const connectionFor = createConnectionFor({ databaseUrl, roleUrls: new Map(), trusted: true })
const identity = createTenantPool({ connectionString: connectionFor('vg_identity'), max: 2 })
const audit = createTenantPool({ connectionString: connectionFor('vg_audit'), max: 2 })
const relay = openRelay({
  connectionString: connectionFor('vg_relay'), modules: ['identity'], receivers: takings.open(audit), leaseSeconds: 1, gatherMs: 5,
  onFault: (fault) => process.stderr.write(`${String(fault)}\n`),
})

for (;;) {
  const records = Array.from({ length: 7 }, () => auditRecord(brandId))
  await identity.transaction(brandId, {}, (client) => client.query(auditStatement('identity', records)))
  process.stdout.write(`${records.map(({ id }) => id).join(' ')}\n`)
  relay.wake('identity')
}
