import pg from 'pg'
import { z } from 'zod'
import { openClient } from '../../../prisma/database/open-client.ts'
import { textTypes } from '../../../prisma/database/text-types.ts'
import { chainHead } from '../chain/read-chain.ts'
import type { ChainReader } from '../chain/read-chain.ts'
import { tamperings } from '../chain/tamperings.ts'
import { verifyChain } from '../chain/verify-chain.ts'

/**
 * Plays somebody who may do anything to a database: `node --import tsx subgraphs/audit/testing/chain-figures.ts <url of the superuser> <rows>`.
 * Changes that many rows of every chain in every way that the chain is to show, each alone and taken back, and prints
 * {figures, faults} as JSON. The rules of the table are gone afterwards: for a database that nobody else uses.
 */
const [superuserUrl = '', wanted = '3'] = process.argv.slice(2)
const client = await openClient(superuserUrl)
const reader: ChainReader = { query: (_brandId, { text, values }) => client.query<Record<string, unknown>>({ text, values: [...values], types: textTypes }) }

const rowShape = z.object({ text: z.string() })
const [faults, columns]: [string[], Set<string>] = [[], new Set()]
const counts = { chains: 0, rows: 0, changes: 0, seen: 0, named: 0 }

await client.query(`do $$ declare rule text; begin
  for rule in select conname from pg_constraint where conrelid = 'audit.audit_logs'::regclass and contype = 'c' loop
    execute 'alter table audit.audit_logs drop constraint ' || rule; end loop; end $$`)
await client.query('set session_replication_role = replica')

const { rows: brands } = await client.query<{ brand_id: string }>('select distinct brand_id from audit.audit_logs order by 1')
for (const { brand_id: brandId } of brands) {
  const head = await chainHead(reader, brandId)
  const { ok, checked, brokenAtSeq } = await verifyChain(reader, { brandId, from: 1n, to: head })
  counts.chains += 1
  counts.rows += checked
  if (!ok) faults.push(`the chain of brand ${brandId} is broken at ${String(brokenAtSeq)} before anybody has touched it`)
  for (const seq of spread(Number(head), Number(wanted))) await attack(brandId, seq, Number(head))
}
if (counts.changes === 0) faults.push('there is no chain with a row that could be changed, so nothing is proved')
await client.end()
process.stdout.write(`${JSON.stringify({
  figures: [
    ['chains checked', counts.chains], ['rows whose hash was computed anew', counts.rows], ['columns that were changed', columns.size],
    ['changes seen', `${counts.seen} of ${counts.changes}`], ['changes of which the right row was named', `${counts.named} of ${counts.changes}`],
  ],
  faults,
})}\n`)

/** The first, the last, and some between. */
function spread(head: number, count: number): readonly number[] {
  return [...new Set(Array.from({ length: count }, (_, i) => 1 + Math.round(i * (head - 1) / Math.max(1, count - 1))))]
}

async function attack(brandId: string, seq: number, head: number): Promise<void> {
  for (const { column, damage } of tamperings('audit.audit_logs', { brandId, seq })) {
    await client.query('begin')
    const before = await rowText(brandId, seq)
    await client.query(damage)
    // what takes away a key that is not there, or empties what is empty, changes nothing
    if (await rowText(brandId, seq) !== before) await judge({ brandId, seq, head, column })
    await client.query('rollback')
  }
}

async function judge({ brandId, seq, head, column }: { readonly brandId: string; readonly seq: number; readonly head: number; readonly column: string }): Promise<void> {
  const { ok, brokenAtSeq, reason } = await verifyChain(reader, { brandId, from: BigInt(Math.max(1, seq - 3)), to: BigInt(Math.min(head, seq + 3)) })
  columns.add(column)
  counts.changes += 1
  counts.seen += ok ? 0 : 1
  counts.named += brokenAtSeq === BigInt(seq) ? 1 : 0
  if (ok) faults.push(`brand ${brandId}, chain_seq ${seq}: a change of ${column} goes unseen`)
  else if (brokenAtSeq !== BigInt(seq)) faults.push(`brand ${brandId}, chain_seq ${seq}: a change of ${column} is laid to row ${String(brokenAtSeq)} (${String(reason)})`)
}

async function rowText(brandId: string, seq: number): Promise<string | undefined> {
  const { rows: [row] } = await client.query(`select l::text as text from audit.audit_logs l where brand_id = ${pg.escapeLiteral(brandId)} and chain_seq = ${seq}`)
  return row === undefined ? undefined : rowShape.parse(row).text
}
