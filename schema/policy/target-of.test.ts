import { describe, expect, it } from 'vitest'
import type { Column, Entity } from '../model.ts'
import { aLabel } from './test-principal.ts'
import { subjectOf, targetOf } from './target-of.ts'

const column: Column = {
  name: 'chain_seq', field: 'chainSeq', description: '', pgType: 'bigint', list: false, nullable: false, wire: 'SafeInt', internal: false, readOnly: false, hasDefault: false,
  label: { public: true, scope: 'BRAND' }, orderable: false,
}
const entity: Entity = {
  type: 'AuditLog', module: 'audit', schema: 'audit', table: 'audit_logs', description: '', kind: 'DOMAIN', exposed: true, singular: 'auditLog', plural: 'auditLogs', appendOnly: true,
  erasable: [], rewritable: [], transitions: [], keys: ['id'], columns: [column], relations: [], references: [], indexes: [], subject: { kind: 'NONE' },
  scopes: [{ kind: 'ORG', path: [], column: 'org_id', user: false, permission: 'audit.log.read' }, { kind: 'BRAND', path: [], user: false, permission: 'audit.log.manage' }],
}

describe('targetOf', () => {
  it('names the coordinate, and the permission of the brand', () => {
    expect(targetOf(entity, column)).toEqual({ coordinate: 'AuditLog.chainSeq', label: column.label, hasSubject: false, wire: 'SafeInt', list: false, readPermission: 'audit.log.manage' })
  })

  it('takes an enumeration for its own type, which has no room for a mask', () => {
    expect(targetOf({ ...entity, scopes: [] }, { ...column, wire: 'String', enum: 'Kind' })).toMatchObject({ wire: 'Kind' })
    expect(targetOf({ ...entity, scopes: [] }, column)).not.toHaveProperty('readPermission')
  })

  it('takes the subject of the value before the subject of the row', () => {
    const actor = { kind: 'PERSON', owner: { path: [], column: 'actor_person_id' } } as const
    const reason: Column = { ...column, label: aLabel('FREE_TEXT', { subject: actor }) }
    expect(subjectOf(entity, reason)).toBe(actor)
    expect(targetOf(entity, reason).hasSubject).toBe(true)
    expect(subjectOf(entity, column)).toEqual({ kind: 'NONE' })
  })
})
