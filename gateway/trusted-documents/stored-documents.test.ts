import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTenantPool } from '../../prisma/database/tenant-pool.ts'
import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { importDocuments } from './import-documents.ts'
import { openDocuments } from './open-documents.ts'
import type { ListedDocument } from './read-manifest.ts'

const WEB = { name: 'web', version: '1.0' }

const document = (text: string, more: Partial<ListedDocument> = {}): ListedDocument => ({ id: createHash('sha256').update(text).digest('hex'), name: 'Q', body: text, ...more })

let pool: TenantPool

beforeAll(() => {
  pool = createTenantPool({ connectionString: testDatabase().connectionFor('vg_gateway'), max: 2 })
})
afterAll(() => pool.end())

const soon = async (check: () => Promise<unknown>, wanted: unknown): Promise<void> => {
  for (let n = 0; n < 100 && JSON.stringify(await check()) !== JSON.stringify(wanted); n++) await new Promise(resolve => setTimeout(resolve, 20))
  expect(await check()).toEqual(wanted)
}

const opened = async (more: object = {}) => {
  const { trusted, close } = await openDocuments({ mode: 'require', connectionFor: testDatabase().connectionFor, everyMs: 0, ...more })
  if (!trusted) throw new Error('no store')
  return { find: trusted.find, close }
}

describe('documents in the table', () => {
  it('are found by their brand, client and version, and by nobody else', async () => {
    const [brandId, one] = [randomUUID(), document(`query Q { a } # ${randomUUID()}`)]
    const [forAll, forWeb] = [document('query Q { all }'), document('query Q { web }')]
    expect(await importDocuments(pool, { brandId, client: WEB, retireOthers: false }, [one])).toEqual({ added: 1, known: 0, retired: 0 })
    await importDocuments(pool, { brandId, client: { name: '', version: '' }, retireOthers: false }, [forAll, document('query Q { named }', { clientName: 'phone' })])
    await importDocuments(pool, { brandId, client: { name: 'web', version: '' }, retireOthers: false }, [forWeb])
    const { find, close } = await opened()
    const found = (client: typeof WEB, { id }: ListedDocument) => find(brandId, client, id)
    expect(await found(WEB, one)).toBe(one.body)
    expect([await found({ ...WEB, version: '2.0' }, one), await found({ ...WEB, name: 'phone' }, one), await find(randomUUID(), WEB, one.id), await find("x' or true", WEB, one.id)]).toEqual([undefined, undefined, undefined, undefined])
    expect([await found({ name: '', version: '' }, forAll), await found(WEB, forAll), await found(WEB, forWeb), await found({ name: 'phone', version: '3' }, forWeb)]).toEqual([forAll.body, forAll.body, forWeb.body, undefined])
    expect([await found({ name: 'phone', version: '3' }, document('query Q { named }')), await found(WEB, document('query Q { named }'))]).toEqual(['query Q { named }', undefined])
    await close()
  })

  it('are seen without a restart when they are imported, retired and imported again', async () => {
    const [brandId, one, other] = [randomUUID(), document('query Q { one }'), document('query Q { other }')]
    const { find, close } = await opened()
    const both = async () => [await find(brandId, WEB, one.id), await find(brandId, WEB, other.id)].map(text => text ?? null)
    expect(await both()).toEqual([null, null])
    await importDocuments(pool, { brandId, client: WEB, retireOthers: true }, [one])
    await soon(both, [one.body, null])
    expect(await importDocuments(pool, { brandId, client: WEB, retireOthers: true }, [other])).toEqual({ added: 1, known: 0, retired: 1 })
    await soon(both, [null, other.body])
    expect(await importDocuments(pool, { brandId, client: WEB, retireOthers: false }, [one, other])).toEqual({ added: 0, known: 2, retired: 0 })
    await soon(both, [one.body, other.body])
    await close()
  })
})

describe('documents in a file', () => {
  it('are there for every brand, are read again, and stay where the file becomes a bad one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'veilgraph-documents-'))
    const file = join(folder, 'documents.json')
    const [one, other] = [document('query Q { one }'), document('query Q { other }')]
    const write = (documents: readonly ListedDocument[]) => writeFile(file, JSON.stringify(Object.fromEntries(documents.map(({ id, body }) => [id, body]))))
    await expect(opened({ file })).rejects.toMatchObject({ code: 'TRUSTED_DOCUMENTS_INVALID' })
    await write([one])
    const faults: unknown[] = []
    const { find, close } = await opened({ file, onFault: (cause: unknown) => faults.push(cause) })
    const both = async () => [await find('none', WEB, one.id), await find(randomUUID(), WEB, other.id)].map(text => text ?? null)
    expect(await both()).toEqual([one.body, null])
    await write([one, other])
    await soon(both, [one.body, other.body])
    await writeFile(file, '{"broken')
    await both()
    await soon(async () => faults.length > 0, true)
    expect(await both()).toEqual([one.body, other.body])
    await close()
    await rm(folder, { recursive: true })
  })
})
