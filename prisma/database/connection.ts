import { DatabaseError } from './database-error.ts'
import { rolePassword } from './role-password.ts'

/** `migration` is the owner of the schemas; the others are the logins that the migrations make, such as `vg_billing`. */
export type ConnectionFor = (role: string) => string

export interface ConnectionSources {
  /** The migration login. */
  readonly databaseUrl: string
  readonly roleSecret?: string
  /** Urls that are configured for single roles and win over the derived ones. */
  readonly roleUrls: ReadonlyMap<string, string>
  /** True for the embedded cluster, which asks nobody for a password. */
  readonly trusted: boolean
}

/** Finds the url of a role: its own if configured, else that of the migration login with the role's name and password. */
export function createConnectionFor({ databaseUrl, roleSecret, roleUrls, trusted }: ConnectionSources): ConnectionFor {
  return (role) => {
    const own = roleUrls.get(role)
    if (own !== undefined) return own
    const url = new URL(databaseUrl)
    if (role === 'migration' && url.password !== '') return databaseUrl
    if (role !== 'migration') url.username = role
    url.password = passwordFor(decodeURIComponent(url.username))
    return url.href
  }

  function passwordFor(role: string): string {
    if (roleSecret !== undefined) return rolePassword(roleSecret, role)
    if (trusted || role === userOf(databaseUrl)) return ''
    throw new DatabaseError('ROLE_SECRET_MISSING', `There is no password for the database role ${role}: set DATABASE_ROLE_SECRET, or ${roleUrlName(role)} for this role alone.`)
  }
}

/** `vg_billing` is configured by DATABASE_URL_BILLING. */
export function roleUrlName(role: string): string {
  return `DATABASE_URL_${role.replace(/^vg_/, '').toUpperCase()}`
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
