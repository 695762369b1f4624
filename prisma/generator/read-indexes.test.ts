import { describe, expect, it } from 'vitest'
import { fixtureEntity, problemsAfter } from './fixture.ts'

const orderable = (type: string, find?: string, replacement?: string): readonly string[] =>
  fixtureEntity(type, find, replacement).columns.filter(column => column.orderable).map(({ name }) => name)

describe('readIndexes', () => {
  it('has the primary key first, then the unique keys, then the others, then those of raw SQL', () => {
    expect(fixtureEntity('Plan').indexes.map(({ columns }) => columns.join())).toEqual(['brand_id,id', 'brand_id,plan_code', 'brand_id,id,currency', 'brand_id,plan_code,currency'])
    expect(fixtureEntity('Workspace').indexes.at(-1)).toEqual({
      columns: ['brand_id', 'org_id', 'name'], unique: true, where: 'region IN (\'EU\', \'US\')', method: 'btree', nullsNotDistinct: true,
    })
  })

  it('understands a gin index in Prisma and in raw SQL, and leaves other notes alone', () => {
    const find = '@sql(unique: brand_id, org_id, name NULLS NOT DISTINCT WHERE region IN (\'EU\', \'US\'))'
    expect(fixtureEntity('Workspace', find, '@sql(gin: name) @sql(CHECK (name <> \'\'))').indexes.at(-1)).toMatchObject({ columns: ['name'], method: 'gin', unique: false })
    expect(fixtureEntity('Workspace', find, '@sql(CHECK (name <> \'\'))').indexes).toHaveLength(3)
    expect(problemsAfter(find, '@sql(index: brandId, nothing)')).toEqual(['UNKNOWN_COLUMN Workspace'])
  })
})

describe('readOrderable', () => {
  it('offers a column whose index holds the whole brand in its order', () => {
    expect(orderable('Person')).toEqual(['id', 'created_at'])
  })

  it('offers a column behind the columns of a row scope, and none behind another column', () => {
    expect(orderable('BillingSubscription')).toEqual(['id', 'org_id', 'status'])
    expect(orderable('BillingSubscription', '@@index([brandId, workspaceId, status, id])', '@@index([brandId, workspaceId, id])\n  @@index([brandId, currency, status, id])'))
      .toEqual(['id', 'org_id', 'workspace_id'])
  })

  it('offers nothing for an index that does not end in id, or that leaves rows out', () => {
    expect(orderable('Person', '@@index([brandId, createdAt, id])', '@@index([brandId, createdAt])')).toEqual(['id'])
    expect(orderable('Person', '@sql(index: brand_id, merged_into_person_id WHERE merged_into_person_id IS NOT NULL)', '@sql(index: brand_id, display_name, id WHERE bio IS NULL)')).not.toContain('display_name')
  })
})
