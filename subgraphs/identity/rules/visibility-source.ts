import { z } from 'zod'
import type { DomainEvent } from '../../../schema/events/domain-event.ts'

/** What a membership or an assignment says about where a person works. */
export interface VisibilitySource {
  readonly type: 'MEMBER' | 'ASSIGNMENT'
  readonly personId: string
  readonly userId: string | null
  readonly orgId: string
  readonly workspaceId: string | null
  readonly startsAt: string
  readonly expiresAt: string | null
  readonly isActive: boolean
}

const id = z.guid()
const time = z.iso.datetime()
const member = z.object({ orgId: id, personId: id, userId: id.nullable(), defaultWorkspaceId: id.nullable(), joinedAt: time, status: z.string() })
const assignment = z.object({
  orgId: id, personId: id.nullable(), userId: id.nullable(), workspaceId: id.nullable(), startsAt: time, expiresAt: time.nullable(), revokedAt: time.nullable(), status: z.string(),
})

/** Reads an event of organization; undefined where it is about nobody. Throws where it is not what organization promises. */
export function readSource({ aggregateType, data, occurredAt }: DomainEvent): VisibilitySource | undefined {
  if (aggregateType === 'OrgMember') {
    const { defaultWorkspaceId, joinedAt, status, ...who } = member.parse(data)
    return { ...who, type: 'MEMBER', workspaceId: defaultWorkspaceId, startsAt: joinedAt, expiresAt: null, isActive: status === 'ACTIVE' }
  }
  const { status, revokedAt, personId, ...given } = assignment.parse(data)
  if (personId === null) return undefined
  const source = { type: 'ASSIGNMENT', personId, userId: given.userId, orgId: given.orgId, workspaceId: given.workspaceId } as const
  if (status === 'ACTIVE') return { ...source, startsAt: given.startsAt, expiresAt: given.expiresAt, isActive: true }
  return { ...source, ...endedAt(given.startsAt, revokedAt ?? occurredAt), isActive: false }
}

/** With its end, so that a workspace that comes back does not bring back who has left; one that never began ends before it does. */
function endedAt(startsAt: string, end: string): Pick<VisibilitySource, 'startsAt' | 'expiresAt'> {
  const start = Math.min(Date.parse(startsAt), Date.parse(end) - 1)
  return { startsAt: new Date(start).toISOString(), expiresAt: end }
}
