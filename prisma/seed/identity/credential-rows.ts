import { DAY, HOUR, MINUTE, NOW, iso, isoOrNull } from '../clock.ts'
import { documentationAddress } from '../places.ts'
import type { Random } from '../random.ts'
import { kept } from '../rows.ts'
import type { Row } from '../rows.ts'
import { dummyTokenHash, tokenPrefix } from '../secrets.ts'
import type { UserPlan } from '../world/people.ts'
import { personAt } from './desk.ts'
import type { Desk } from './desk.ts'

type Ending = { readonly status: 'ACTIVE' | 'EXPIRED' | 'REVOKED'; readonly revoked_at: string | null; readonly revoked_reason: string | null }

/** How a credential stands that was made then and runs until then. */
function endingOf(choice: Random, createdAt: number, expiresAt: number, reasons: readonly string[]): Ending {
  if (choice.chance(0.15)) {
    const until = Math.min(expiresAt, NOW)
    return { status: 'REVOKED', revoked_at: iso(createdAt + Math.floor((until - createdAt) * choice.next())), revoked_reason: choice.pick(reasons) }
  }
  return { status: expiresAt <= NOW ? 'EXPIRED' : 'ACTIVE', revoked_at: null, revoked_reason: null }
}

const AGENTS = ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Safari/605.1.15', 'veil-cli/1.4'] as const
const METHODS = [['pwd'], ['pwd', 'otp'], ['webauthn'], ['sso']] as const

export function sessionRow({ choice, world }: Desk, user: UserPlan): Row {
  const createdAt = Math.max(user.createdAt + HOUR, NOW - choice.int(1, 120 * 24) * HOUR - 5 * MINUTE)
  const expiresAt = createdAt + choice.pick([1, 7, 30]) * DAY
  const methods = choice.pick(METHODS)
  const seenAt = Math.min(createdAt + choice.int(0, 20) * HOUR, NOW, expiresAt)
  const old = createdAt < NOW - 90 * DAY
  return {
    ...kept({ brandId: world.brand.id, id: world.ids.next('identity.sessions', createdAt), createdAt }, seenAt),
    user_id: user.id, session_token: dummyTokenHash(choice), hash_key_version: 1,
    idp_session_id: methods[0] === 'sso' ? choice.hex(16) : null,
    last_login_ip: old ? null : documentationAddress(choice), user_agent: old ? null : choice.pick(AGENTS),
    auth_methods: [...methods], assurance_level: methods.length > 1 || methods[0] === 'webauthn' ? 2 : 1,
    last_seen_at: iso(seenAt), idle_expires_at: iso(Math.min(expiresAt, seenAt + DAY)), expires_at: iso(expiresAt),
    ...endingOf(choice, createdAt, Math.min(expiresAt, seenAt + DAY), ['LOGOUT', 'ADMIN', 'PASSWORD_CHANGED']),
  }
}

const SCOPES = [['organization.workspace.read'], ['billing.*'], ['entitlements.usage_event.*', 'support.ticket.read'], ['*']] as const

export function tokenRow({ choice, world }: Desk, user: UserPlan, i: number): Row {
  const createdAt = Math.max(user.createdAt + DAY, NOW - choice.int(10, 300) * DAY)
  const expiresAt = createdAt + choice.pick([30, 90, 90, 366]) * DAY
  const usedAt = choice.chance(0.3) ? null : Math.min(createdAt + choice.int(1, 9) * DAY, NOW - HOUR)
  return {
    ...kept({ brandId: world.brand.id, id: world.ids.next('identity.personal_access_tokens', createdAt), createdAt }),
    person_id: personAt(world, user.person).id, user_id: user.id, name: choice.pick(['laptop', 'reports', `script of ${user.full}`]),
    token_prefix: tokenPrefix(choice, 'vgp'), token_hash: dummyTokenHash(choice), hash_key_version: 1, scopes: [...choice.pick(SCOPES)],
    allowed_cidrs: i % 6 === 0 ? ['198.51.100.0/24', '2001:db8::/48'] : [],
    expires_at: iso(expiresAt), last_used_at: isoOrNull(usedAt), last_used_ip: usedAt === null ? null : documentationAddress(choice),
    ...endingOf(choice, createdAt, expiresAt, ['USER', 'ADMIN', 'LEAKED']),
  }
}
