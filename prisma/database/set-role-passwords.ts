import pg from 'pg'
import { withClient } from './open-client.ts'
import { passwordVerifier } from './role-password.ts'

/** Roles belong to the whole cluster: two processes that alter the same one at once would fail. */
const LOCK = 72_707_370

/** Gives every login that the migrations made its password; one that somebody else made is not ours to alter. Running it again changes nothing. */
export async function setRolePasswords(connectionString: string, secret: string): Promise<void> {
  await withClient(connectionString, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rows } = await client.query<{ role: string }>(
      `select rolname as role from pg_roles r where rolname like 'vg\\_%' and rolcanlogin and rolname <> current_user
         and exists (select from pg_auth_members m where m.roleid = r.oid and m.member = current_user::regrole and m.admin_option)
       order by rolname`,
    )
    for (const { role } of rows) {
      await client.query(`alter role ${pg.escapeIdentifier(role)} password ${pg.escapeLiteral(passwordVerifier(secret, role))}`)
    }
  })
}
