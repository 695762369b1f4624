import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import type { Client } from './client-of.ts'
import type { ListedDocument } from './read-manifest.ts'
import { sha256 } from '../../schema/sha256.ts'

/** What an import has done. */
export interface Imported {
  readonly added: number
  /** Were there already; a retired one is active again. */
  readonly known: number
  /** Of the same client and version, and not in the file any more. */
  readonly retired: number
}

/** Where documents are imported. */
export interface ImportTarget {
  readonly brandId: string
  /** For whom; a file that names the client of an operation comes first. */
  readonly client: Client
  /** Retires what this client and version had before and the file does not list. */
  readonly retireOthers: boolean
}

const INSERT = `
with given as (
  select id, hash, name, body, client from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as listed (id, hash, name, body, client)
)
insert into gateway.trusted_documents as kept (brand_id, document_id, document_hash, operation_name, document, client, client_version)
select $1::uuid, id, hash, name, body, client, $2 from given
on conflict (brand_id, document_id, client, client_version) do update set status = 'ACTIVE' where kept.status <> 'ACTIVE'
returning old.id is null as added`

const RETIRE = `
update gateway.trusted_documents set status = 'RETIRED'
where brand_id = $1::uuid and client_version = $2 and client = any($3::text[]) and status = 'ACTIVE' and document_id <> all($4::text[])`

/** Registers documents, all of them or none; what is registered never changes, since its id is its hash. */
export const importDocuments = async (pool: TenantPool, { brandId, client, retireOthers }: ImportTarget, documents: readonly ListedDocument[]): Promise<Imported> => {
  const clients = documents.map(({ clientName }) => clientName ?? client.name)
  const ids = documents.map(({ id }) => id)
  return pool.transaction(brandId, {}, async transaction => {
    const values = [brandId, client.version, ids, documents.map(({ body }) => sha256(body)), documents.map(({ name }) => name), documents.map(({ body }) => body), clients]
    const { rows } = await transaction.query({ text: INSERT, values })
    const added = rows.filter(row => row.added === true || row.added === 't').length
    const retired = retireOthers ? (await transaction.query({ text: RETIRE, values: [brandId, client.version, [...new Set([client.name, ...clients])], ids] })).rowCount ?? 0 : 0
    return { added, known: documents.length - added, retired }
  })
}
