import { DAY, HOUR, NOW } from '../clock.ts'
import type { IdSource } from '../ids.ts'
import { random } from '../random.ts'
import type { Brand } from './brands.ts'
import type { OrgPlan, WorkspacePlan } from './organizations.ts'

export interface ServiceAccountPlan {
  readonly id: string
  readonly org: OrgPlan
  readonly workspace: WorkspacePlan | null
  readonly name: string
  readonly description: string | null
  readonly isDefault: boolean
  readonly createdAt: number
  readonly disabledAt: number | null
  readonly status: 'ACTIVE' | 'DISABLED' | 'DELETED'
}

const NAMES = ['nightly-export', 'ci-runner', 'crm-sync', 'report-mailer', 'data-loader'] as const

/** Every workspace has the account that carries its plain API keys; enterprises have some of their own beside. */
export function planServiceAccounts(brand: Brand, slice: number, orgs: readonly OrgPlan[], ids: IdSource): ServiceAccountPlan[] {
  const choice = random(`${brand.slug}/${slice}/service-accounts`)
  return orgs.flatMap((org) => {
    const own = org.workspaces.map((workspace): ServiceAccountPlan => {
      const gone = workspace.archivedAt
      const createdAt = workspace.createdAt
      return {
        id: ids.next('organization.service_accounts', createdAt), org, workspace, name: 'default', description: null, isDefault: true, createdAt,
        disabledAt: gone, status: gone === null ? 'ACTIVE' : workspace.status === 'DELETED' ? 'DELETED' : 'DISABLED',
      }
    })
    if (org.kind !== 'ENTERPRISE') return own
    const shared = NAMES.slice(0, 4).map((name, i): ServiceAccountPlan => {
      const createdAt = org.createdAt + (10 + i * 9) * DAY + HOUR
      const disabledAt = choice.chance(0.15) ? NOW - choice.int(3, 60) * DAY : null
      return {
        id: ids.next('organization.service_accounts', createdAt), org, workspace: i === 0 ? (org.workspaces[1] ?? null) : null, name,
        description: i % 2 === 0 ? `Runs every night for ${org.name}` : null, isDefault: false, createdAt, disabledAt,
        status: disabledAt === null ? 'ACTIVE' : 'DISABLED',
      }
    })
    return [...own, ...shared]
  })
}
