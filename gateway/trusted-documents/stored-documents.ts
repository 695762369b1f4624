import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import { freshValue } from './fresh-value.ts'
import type { FreshValue } from './fresh-value.ts'
import { documentKey, knownIn, lookUp, NOBODY } from './trusted-documents.ts'
import type { DocumentMap, TrustedDocuments } from './trusted-documents.ts'

/** The documents of a brand, as they were when their stamp was this. */
interface Kept {
  readonly stamp: string
  readonly documents: DocumentMap
}

/** A brand has fewer; more of them would be a client that writes its documents while it runs. */
const MOST = 20_000
const MOST_BRANDS = 1_000
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

// whatever is imported or retired moves one of the two
const STAMP = `select count(*) || ' ' || coalesce(max(updated_at)::text, '') as stamp from gateway.trusted_documents where brand_id = $1::uuid`
const ALL = `
select document_id, client, client_version, document from gateway.trusted_documents
where brand_id = $1::uuid and status = 'ACTIVE' order by id desc limit ${MOST}`

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const readAll = async (pool: TenantPool, brandId: string): Promise<DocumentMap> => {
  const { rows } = await pool.query(brandId, { name: 'gateway_trusted_documents', text: ALL, values: [brandId] })
  return new Map(rows.map(row => [documentKey(text(row.document_id), { name: text(row.client), version: text(row.client_version) }), text(row.document)]))
}

/** The documents in the table, kept in memory; a change is seen a few seconds later, without a restart and without anybody waiting for it. */
export const storedDocuments = (pool: TenantPool, { everyMs, onFault }: { readonly everyMs: number, onFault?(cause: unknown): void }): TrustedDocuments => {
  const brands = new Map<string, FreshValue<Kept>>()

  const read = async (brandId: string, before: Kept | undefined): Promise<Kept | undefined> => {
    const { rows } = await pool.query(brandId, { name: 'gateway_trusted_documents_stamp', text: STAMP, values: [brandId] })
    const stamp = text(rows[0]?.stamp)
    return stamp === before?.stamp ? undefined : { stamp, documents: await readAll(pool, brandId) }
  }
  const keptFor = (brandId: string): FreshValue<Kept> => {
    const known = brands.get(brandId)
    if (known) return known
    const [oldest] = brands.keys()
    if (brands.size >= MOST_BRANDS && oldest !== undefined) brands.delete(oldest)
    const kept = freshValue<Kept>({ read: before => read(brandId, before), everyMs, onFault })
    brands.set(brandId, kept)
    return kept
  }

  return {
    find: async (brandId, client, id) => (UUID.test(brandId) ? lookUp((await keptFor(brandId).get()).documents, client, id) : undefined),
    known: async (brandId, client) => (UUID.test(brandId) ? knownIn((await keptFor(brandId).get()).documents, client) : NOBODY),
    async close() {
      await Promise.all([...brands.values()].map(kept => kept.idle()))
      await pool.end()
    },
  }
}
