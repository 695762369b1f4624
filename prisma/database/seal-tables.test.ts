import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DETECTORS_VERSION } from '../../schema/policy/detectors.ts'
import { isSealed, open } from '../../schema/policy/sealed.ts'
import { createPrismaClient, type TenantPrismaClient } from './prisma-client.ts'
import type { RowWrite } from './seal-tables.ts'
import type { SealedTables } from './sealed-tables.ts'
import { testDatabase } from './test-database.ts'
import { uuidV7 } from '../../schema/uuid-v7.ts'

/** A brand of this file's own: rows that no other test counts. */
const brandId = '019b0000-0000-7000-8000-0000000005ea'
const EMAIL = 'sealed.person@example.com'

let prisma: TenantPrismaClient

beforeAll(() => { prisma = createPrismaClient({ connectionString: testDatabase().connectionFor('vg_identity'), max: 2 }) })
afterAll(() => prisma.end())

const inside = <T>(use: (tables: SealedTables) => Promise<T>, onWrite?: (write: RowWrite) => void): Promise<T> =>
  prisma.transaction({ brandId, settings: {}, onWrite }, ({ tables }) => use(tables))

const newPerson = () => ({ id: uuidV7(), displayName: 'Sealed Person', contactEmail: EMAIL, contactPhone: null })

const opened = (value: unknown, coordinate: string): unknown => isSealed(value) ? open(value, { action: 'REVEAL' }, coordinate) : value

const newUser = (personId: string) => ({ personId, username: uuidV7(), email: `${uuidV7()}@example.com`, fullName: 'Sealed Person' })

describe('rows that a command gets from Prisma', () => {
  it('hold sensitive values sealed, however they are read', async () => {
    const rows = await inside(async ({ person }) => {
      const { id } = await person.insert(newPerson())
      return [await person.find({ id }), ...await person.list({ where: { id } }), await person.update(id, { displayName: 'Another' })]
    })
    for (const row of rows) {
      expect(isSealed(row?.contactEmail)).toBe(true)
      expect(isSealed(row?.displayName)).toBe(true)
      expect(row?.contactPhone).toBeNull()
      expect(`${JSON.stringify(row)}${inspect(row, { depth: 9 })}${String(row?.contactEmail)}`).not.toMatch(/sealed\.person|Sealed Person|Another/)
    }
  })

  it('are opened in one way, as the coordinate that was decided about', async () => {
    const row = await inside(({ person }) => person.insert(newPerson()))
    const sealed = row.contactEmail
    if (!isSealed(sealed)) throw new Error('not sealed')
    expect(open(sealed, { action: 'REVEAL' }, 'Person.contactEmail')).toBe(EMAIL)
    expect(() => open(sealed, { action: 'REVEAL' }, 'Person.displayName')).toThrow('Nothing sealed as')
  })

  it('never hold a credential, which the login could not read anyway', async () => {
    const row = await inside(async ({ person, user }) => {
      const { id: personId } = await person.insert(newPerson())
      const { id } = await user.insert({ ...newUser(personId), passwordHash: '$argon2id$v=19$m=1$c2FsdA$aGFzaA' })
      await user.update(id, { passwordHash: '$argon2id$v=19$m=1$c2FsdA$aGFzaB' })
      return user.find({ id })
    })
    expect(row).toMatchObject({ role: 'member', emailVerified: false })
    expect(Object.keys(row ?? {})).not.toContain('passwordHash')
  })

  it('have their copies after the detectors, made by those of today', async () => {
    const written = await inside(async ({ person, user }) => {
      const copiesOf = async (id: string) => {
        const row = await user.find({ id })
        return { bio: opened(row?.bio, 'User.bio'), bioRedacted: opened(row?.bioRedacted, 'User.bioRedacted'), redactionVersion: row?.redactionVersion }
      }
      const { id: personId } = await person.insert(newPerson())
      const { id } = await user.insert({ ...newUser(personId), bio: 'Write to jane@example.org' })
      const first = await copiesOf(id)
      await user.update(id, { bio: null })
      const empty = await copiesOf(id)
      await user.update(id, { bio: 'Call +49 30 1234567', locale: 'de' })
      return [first, empty, await copiesOf(id)]
    })
    expect(written).toEqual([
      { bio: 'Write to jane@example.org', bioRedacted: 'Write to ‹email›', redactionVersion: DETECTORS_VERSION },
      { bio: null, bioRedacted: null, redactionVersion: DETECTORS_VERSION },
      { bio: 'Call +49 30 1234567', bioRedacted: 'Call ‹phone›', redactionVersion: DETECTORS_VERSION },
    ])
  })

  it('tell who listens which fields were written', async () => {
    const writes: RowWrite[] = []
    await inside(async ({ person }) => { await person.update((await person.insert(newPerson())).id, { displayName: 'Another' }) }, (write) => { writes.push(write) })
    expect(writes.map(({ type, fields }) => [type, fields])).toEqual([['Person', ['id', 'displayName', 'contactEmail', 'contactPhone']], ['Person', ['displayName']]])
  })
})

describe('statements beside Prisma', () => {
  it('see what the same transaction wrote, and are gone with it', async () => {
    const id = uuidV7()
    const write = prisma.transaction({ brandId, settings: { 'app.principal': 'p' } }, async ({ tables, statements }) => {
      await tables.person.insert({ ...newPerson(), id })
      const { rows } = await statements.query({ text: `select id, current_setting('app.principal') as who from identity.persons where id = $1`, values: [id] })
      expect(rows).toEqual([{ id, who: 'p' }])
      throw new Error('rolled back')
    })
    await expect(write).rejects.toThrow('rolled back')
    expect(await inside(({ person }) => person.count({ id }))).toBe(0)
  })

  it('are refused once the transaction has ended', async () => {
    const late = await prisma.transaction({ brandId, settings: {} }, async ({ statements }) => ({ statements }))
    await expect(late.statements.query({ text: 'select 1', values: [] })).rejects.toThrow('has ended')
  })

  it('stay in their brand', async () => {
    const { rows } = await prisma.transaction({ brandId: uuidV7(), settings: {} }, ({ statements }) => statements.query({ text: 'select id from identity.persons', values: [] }))
    expect(rows).toEqual([])
  })
})
