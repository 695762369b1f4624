import type { Envelope } from '../../../schema/policy/envelope.ts'
import type { AuditRecord } from '../audit/audit-statement.ts'

/** Who a record says did it: a person by the id of the person, everybody else as the token names them. */
export function actorOf({ principal: { kind, id, personId, brandId }, requestId }: Envelope): Pick<AuditRecord, 'actorType' | 'actorId' | 'brandId'> & { readonly requestId: string } {
  return { actorType: kind, actorId: kind === 'PERSON' ? personId ?? id : id, brandId, requestId }
}
