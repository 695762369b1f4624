import type { OnBehalfOf, Principal } from './principal.ts'
import type { RowRelation } from './row-relation.ts'

/** The person in whose name somebody works, as a caller of their own for the same purpose; their rows are reached only where the caller's are. */
export function partnerOf({ brandId, purpose, purposes, channel }: Principal, partner: OnBehalfOf): Principal {
  return { kind: 'PERSON', brandId, purpose, purposes, ...channel && { channel }, ...partner }
}

/** How a relation of the person in whose name somebody works is called among those of the caller; that person's own rows count for nothing. */
export function underPartner(relation: RowRelation): RowRelation | undefined {
  switch (relation) {
    case 'MEMBER': return 'ON_BEHALF_MEMBER'
    case 'ADMIN': return 'ON_BEHALF_ADMIN'
    case 'BILLING_ADMIN': return 'ON_BEHALF_BILLING_ADMIN'
    case 'NOT_PERSONAL': return relation
    default: return undefined
  }
}
