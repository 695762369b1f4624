import { loadKeys } from '../../../prisma/database/keys.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { prepareDatabase } from '../../../prisma/database/prepare-database.ts'
import type { PreparedDatabase } from '../../../prisma/database/prepare-database.ts'
import { readSettings } from '../../../prisma/database/settings.ts'
import { personas } from '../../../prisma/seed/personas.ts'
import type { Persona } from '../../../prisma/seed/personas.ts'
import { issueDevelopmentToken } from '../../authenticate/development-token.ts'
import { quickstart } from '../../quickstart.ts'

/**
 * Runs in the copy of the project: `ask-once.ts <persona> <module> <sql> <query>`. Writes the rows of the page as the module's own login, starts
 * the gateway in this process as `npm start` does, asks over HTTP, prints the answer. Instead of the demo data there is one workspace.
 */
async function main([name, module, sql = '', query = '']: readonly string[]): Promise<void> {
  const settings = readSettings(process.env, { port: 0, host: '127.0.0.1', environment: 'development' })
  const persona = personas.find((candidate) => candidate.name === name)
  if (!persona) throw new Error('nobody of this name')
  const database = await prepareDatabase(settings)
  await writeWorkspace(database)
  await writeSupporter(database, persona)
  await withClient(database.connectionFor(`vg_${module}`), (client) => client.query(sql))
  const gateway = await quickstart(settings, () => undefined)
  const token = await issueDevelopmentToken(loadKeys({ mode: 'embedded', folder: settings.dataFolder }).envelope, persona)
  const answer = await fetch(`${gateway.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query }),
  })
  process.stdout.write(await answer.text())
  await gateway.stop()
  await database.stop()
}

/** The workspace of the persona `member`, where the demo data has it. */
async function writeWorkspace({ connectionFor }: PreparedDatabase): Promise<void> {
  const member = personas.find((candidate) => candidate.name === 'member')
  const [brand, org, workspace] = [member?.brandId, member?.orgs[0], member?.workspaces[0]]
  await withClient(connectionFor('migration'), (client) => client.query(
    `insert into platform.brands (id, slug, name, hosts, default_currency, locale, time_zone, status) values ($1, 'acme', 'Acme', '{}', 'EUR', 'en', 'Europe/Berlin', 'LIVE')`, [brand],
  ))
  await withClient(connectionFor('vg_organization'), async (client) => {
    await client.query(`select set_config('app.brand_id', $1, false)`, [brand])
    await client.query(`insert into organization.organizations (brand_id, id, name, slug, owner_person_id, created_by_person_id) values ($1, $2, 'Lumen Harbor', 'lumen-harbor', $3, $3)`, [brand, org, member?.personId])
    await client.query(`insert into organization.workspaces (brand_id, id, org_id, name, slug, created_by_person_id) values ($1, $2, $3, 'Production', 'production', $4)`, [brand, workspace, org, member?.personId])
  })
}

/** Somebody of the support, who reads the rows of every module. */
async function writeSupporter({ connectionFor }: PreparedDatabase, { brandId, personId, userId }: Persona): Promise<void> {
  await withClient(connectionFor('vg_identity'), async (client) => {
    await client.query(`select set_config('app.brand_id', $1, false)`, [brandId])
    await client.query(`insert into identity.persons (brand_id, id, display_name) values ($1, $2, 'Supporter')`, [brandId, personId])
    await client.query(
      `insert into identity.users (brand_id, id, person_id, username, email, full_name, role) values ($1, $2, $3, 'supporter', 'supporter@example.com', 'Supporter', 'support')`,
      [brandId, userId, personId],
    )
  })
}

await main(process.argv.slice(2))
