import { uuidV7 } from '../../../schema/uuid-v7.ts'
import type { AuditRecord } from '../audit/audit-statement.ts'

/** A record as a module writes it; what a test is about is given. */
export function auditRecord(brandId: string, rest: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: uuidV7(), occurredAt: new Date().toISOString(), actorType: 'PERSON', actorId: uuidV7(), eventType: 'access.revealed', brandId,
    details: { coordinates: ['User.email'], count: 1, purpose: 'SUPPORT', _tier: 'ACCESS', _subjectPersonId: uuidV7(), _piiCategories: ['CONTACT'] }, ...rest,
  }
}
