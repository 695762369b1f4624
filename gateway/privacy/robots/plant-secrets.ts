import { openClient } from '../../../prisma/database/open-client.ts'
import type { Person } from '../person.ts'
import { visibleSql } from '../oracle/visible-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { tableOf } from '../oracle/row-sql.ts'
import type { SecretName, Target } from './robot.ts'

/** What the robots are after, and what they are told. */
export interface Planted {
  readonly target: Target
  readonly secrets: Readonly<Record<SecretName, string>>
}

const ALPHABET = 'acegikmoqsuwy357'
const DOMAIN = '@secret.example'

const entityNamed = (type: string) => {
  const entity = ENTITIES.find((candidate) => candidate.type === type)
  if (!entity) throw new Error(`There is no entity ${type}.`)
  return entity
}

/** Gives a user whom the robot does not see a secret address, and picks an invoice that it does not see. Equal seeds give equal secrets. */
export async function plantSecrets(superuserUrl: string, { robot, analyst: { personId: analystPersonId }, seed, length }: { readonly robot: Person; readonly analyst: Person; readonly seed: number; readonly length: number }): Promise<Planted> {
  const database = await openClient(superuserUrl)
  try {
    await database.query('set session_replication_role = replica')
    const hidden = async (type: string, columns: string, further: string): Promise<Readonly<Record<string, string>>> => {
      const entity = entityNamed(type)
      const { rows } = await database.query<Record<string, string>>(`select ${columns} from ${tableOf(entity)} t where t.brand_id = $1 and not coalesce(${visibleSql(entity, robot)}, false) and ${further} order by hashtext(t.id::text || $2) limit 1`, [robot.brandId, String(seed)])
      const [row] = rows
      if (!row) throw new Error(`The robot sees every ${type}.`)
      return row
    }
    const user = await hidden('User', 'id::text, person_id::text', `t.status = 'ACTIVE' and t.person_id is not null`)
    const invoice = await hidden('Invoice', 'id::text, org_id::text, invoice_total_cents::text as amount, invoice_number', `t.status <> 'VOID' and t.issued_at is not null and t.invoice_total_cents between 10000 and 9999999`)
    const secretOf = (number: number): string => Array.from({ length }, (_, place) => ALPHABET[(Math.imul(number + 1, 2_654_435_761 + place * 97) >>> 7) % ALPHABET.length]).join('')
    const secret = secretOf(seed)
    const emails = Array.from({ length: 31 }, (_, index) => `${secretOf(seed * 1_000 + index + 1)}${DOMAIN}`).filter((email) => !email.startsWith(secret))
    await database.query('update identity.users set email = $1 where brand_id = $2 and id = $3', [`${secret}${DOMAIN}`, robot.brandId, user['id']])
    await database.query('update identity.persons set contact_email = $1 where brand_id = $2 and id = $3', [`${secret}${DOMAIN}`, robot.brandId, user['person_id']])
    return {
      target: {
        userId: user['id'] ?? '', invoiceId: invoice['id'] ?? '', orgId: invoice['org_id'] ?? '', personId: user['person_id'] ?? '', ownPersonId: analystPersonId, alphabet: ALPHABET, length, domain: DOMAIN,
        dictionary: [...emails.slice(0, 13), `${secret}${DOMAIN}`, ...emails.slice(13)],
      },
      secrets: { EMAIL: secret, AMOUNT: invoice['amount'] ?? '', INVOICE_NUMBER: invoice['invoice_number'] ?? '' },
    }
  } finally {
    await database.end()
  }
}
