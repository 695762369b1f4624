import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from './open-client.ts'
import { startPostgres } from './postgres.ts'
import type { EmbeddedPostgres } from './postgres.ts'
import { prepareDatabase } from './prepare-database.ts'
import { reset } from './reset.ts'
import { readSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import { tellingSettings } from './telling-settings.ts'
import { withDatabase } from './with-database.ts'

const SECRET = 'a long secret for all roles'

let dataFolder: string
let server: EmbeddedPostgres
let superuserUrl: string
let ownerUrl: string

/** A cluster of its own that, unlike the embedded one, asks everybody but the superuser for a password. */
beforeAll(async () => {
  const home = mkdtempSync('/var/tmp/veilgraph-test-')
  chmodSync(home, 0o755)
  dataFolder = join(home, '.veilgraph')
  server = await startPostgres(dataFolder)
  superuserUrl = `postgresql://postgres@127.0.0.1:${server.port}/postgres`
  ownerUrl = `postgresql://vg_owner@127.0.0.1:${server.port}/graph`
  const rules = join(server.place, 'data/pg_hba.conf')
  writeFileSync(rules, 'host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n')
  await withClient(superuserUrl, async (client) => {
    await client.query('select pg_reload_conf()')
    // somebody else's login with such a name, which is not ours to alter
    await client.query('create role vg_stranger login')
  })
})

afterAll(async () => {
  server.release()
  await reset(dataFolder)
  rmSync(join(dataFolder, '..'), { recursive: true })
})

function settings(changes: Partial<Settings>): Settings {
  return readSettings({}, { dataFolder, databaseUrl: ownerUrl, ...changes })
}

const who = (url: string) => withClient(url, async (client) => (await client.query('select current_user as role')).rows)

describe('prepareDatabase on a Postgres of your own', () => {
  it('makes the owner, the database, the roles and their passwords from one secret', async () => {
    const { connectionFor, migrated } = await prepareDatabase(settings({ superuserUrl, roleSecret: SECRET }))
    expect(migrated.length).toBeGreaterThan(0)
    expect(await who(connectionFor('migration'))).toEqual([{ role: 'vg_owner' }])
    expect(await who(connectionFor('vg_billing'))).toEqual([{ role: 'vg_billing' }])
    const again = await prepareDatabase(settings({ roleSecret: SECRET }))
    expect(again.migrated).toEqual([])
    const wrong = new URL(connectionFor('vg_billing'))
    wrong.password = 'guessed'
    await expect(who(wrong.href)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', message: expect.stringContaining('refuses the login vg_billing') })
  })

  it('asks a server that wants a password whether its log can hold values', async () => {
    const { connectionFor } = await prepareDatabase(settings({ roleSecret: SECRET }))
    expect(await tellingSettings(connectionFor)).toEqual([])
    await expect(tellingSettings(() => ownerUrl)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  })

  it('makes an owner that cannot pass over row security', async () => {
    const { rows } = await withClient(superuserUrl, (client) => client.query(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = 'vg_owner'`))
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: true, rolcreatedb: true, rolreplication: false }])
  })

  it('prefers the url of a single role', async () => {
    const { connectionFor } = await prepareDatabase(settings({ roleSecret: SECRET, roleUrls: new Map([['vg_billing', 'postgresql://own@elsewhere/x']]) }))
    expect(connectionFor('vg_billing')).toBe('postgresql://own@elsewhere/x')
    expect(new URL(connectionFor('vg_identity')).username).toBe('vg_identity')
  })

  it('does not start without knowing how the roles log in', async () => {
    await expect(prepareDatabase(settings({}))).rejects.toMatchObject({ code: 'ROLE_SECRET_MISSING', message: expect.stringContaining('DATABASE_ROLE_SECRET') })
  })

  it('refuses a login that passes over row security', async () => {
    const superuser = prepareDatabase(settings({ databaseUrl: withDatabase(superuserUrl, 'graph'), roleUrls: new Map([['vg_billing', ownerUrl]]) }))
    await expect(superuser).rejects.toMatchObject({ code: 'MIGRATION_LOGIN_TOO_STRONG' })
  })

  it('explains a Postgres that is not there, without the password', async () => {
    const absent = prepareDatabase(settings({ databaseUrl: 'postgresql://vg_owner:hunter2@127.0.0.1:9/graph', roleSecret: SECRET }))
    await expect(absent).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', message: expect.stringContaining('127.0.0.1:9/graph') })
    await expect(absent).rejects.toMatchObject({ message: expect.not.stringContaining('hunter2') })
  })

  it('explains a database that is not there', async () => {
    const absent = prepareDatabase(settings({ databaseUrl: withDatabase(ownerUrl, 'nowhere'), roleSecret: SECRET }))
    await expect(absent).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', message: expect.stringContaining('does not have this database') })
  })
})
