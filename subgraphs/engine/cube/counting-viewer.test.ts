import { expect, it } from 'vitest'
import { identity } from '../../../schema/metadata/identity.ts'
import type { Metric } from '../../../schema/model.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { buildCatalog } from '../read/catalog.ts'
import { viewerOf, type Viewer } from '../read/rights.ts'
import { nobody } from '../testing/fixture-people.ts'
import { countingViewer } from './counting-viewer.ts'
import { mayList } from './read-rows.ts'

const runner = { catalog: buildCatalog(identity) }
const metrics: readonly Metric[] = identity.entities.flatMap((entity) => entity.metrics ?? [])
const counted = (viewer: Viewer): readonly string[] => metrics.filter((metric) => mayList({ runner, viewer, metric })).map(({ name }) => name)

const holder: Principal = {
  ...nobody, breakGlass: {
    grantId: '00000000-0000-4000-8000-000000000001', subject: { kind: 'PERSON', personId: '00000000-0000-4000-8000-000000000002', userId: '00000000-0000-4000-8000-000000000003' },
    categories: ['CONTACT'], purpose: 'SECURITY', exp: Date.UTC(2100, 0),
  },
}

it('counts no rows that somebody sees by emergency access alone', () => {
  expect(counted(viewerOf(holder))).not.toEqual([])
  expect(counted(countingViewer(holder))).toEqual([])
})

it('is the same caller in everything else', () => {
  const somebody = { ...holder, personId: '00000000-0000-4000-8000-000000000004', brandPermissions: ['*'] }
  expect(counted(countingViewer(somebody))).toEqual(counted(viewerOf({ ...somebody, breakGlass: undefined })))
  expect(countingViewer(somebody).fingerprint).toBe(viewerOf({ ...somebody, breakGlass: undefined }).fingerprint)
})
