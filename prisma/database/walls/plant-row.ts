import type pg from 'pg'
import type { CatalogTable } from './catalog-table.ts'

/** Values of a row for tables of the machinery and of the door, which hold none in a world in which nothing has happened yet. */
const ROWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audit_log: { id: 'uuidv7()', occurred_at: 'now()', actor_type: `'SYSTEM'`, actor_id: `'wall'`, event_type: `'wall.tested'` },
  inbox: { message_id: 'uuidv7()', consumer: `'wall'`, type: `'wall.tested.v1'`, outcome: `'APPLIED'` },
  idempotency_keys: { principal: `'wall'`, command: `'testWall'`, key: 'uuidv7()::text', request_hash: `repeat('0', 64)`, state: `'STARTED'` },
  spent_envelopes: { jti: 'uuidv7()::text', expires_at: 'now()' },
  merge_journal: { merge_id: 'uuidv7()', table_name: `'wall'`, row_id: 'uuidv7()', column_name: `'person_id'`, source_person_id: 'uuidv7()', self_after: 'now()' },
  outbox: { aggregatetype: `'wall'`, aggregateid: `'1'`, type: `'wall.tested.v1'`, payload: `'{}'` },
  budgets: { principal: `'wall'`, kind: `'REVEAL'`, span: `'HOUR'`, starts_at: 'now()' },
  break_glass: { id: 'uuidv7()', principal_person_id: 'uuidv7()', subject_person_id: 'uuidv7()', categories: `'{CONTACT}'`, purpose: `'SECURITY'`, starts_at: 'now()', expires_at: `now() + interval '1 hour'`, review_due_at: `now() + interval '1 day'` },
  schema_usage: { coordinate: `'Wall.id'`, day: 'current_date' },
  trusted_documents: { document_hash: `repeat('0', 64)`, operation_name: `'Wall'`, document: `'{ __typename }'` },
}

/** Writes one row of a brand, in the transaction of the caller, where we know how; the setting must name the brand already. */
export async function plantRow(client: pg.ClientBase, { name }: CatalogTable, brandId: string): Promise<void> {
  const values = ROWS[name.replace(/^.*\./, '')]
  if (values === undefined) return
  const columns = ['brand_id', ...Object.keys(values)]
  await client.query(`insert into ${name} (${columns.join(', ')}) values ($1, ${Object.values(values).join(', ')})`, [brandId])
}
