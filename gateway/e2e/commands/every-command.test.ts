import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withClient } from '../../../prisma/database/open-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import identity from '../../../subgraphs/identity/module.ts'
import organization from '../../../subgraphs/organization/module.ts'
import { issueDevelopmentToken } from '../../authenticate/development-token.ts'
import { listAt, atPath } from '../harness/at-path.ts'
import type { Answer } from '../harness/door.ts'
import { openWorld } from '../harness/open-world.ts'
import type { World } from '../harness/open-world.ts'
import { expectedOf } from './testing/expected.ts'
import { people } from './testing/people.ts'
import type { Person } from './testing/people.ts'
import { PLACES, rowsIn } from './testing/places.ts'
import { assignRole, setMemberBaseRole, wishes } from './testing/wishes.ts'
import type { Wish } from './testing/wishes.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ ...testDatabase(), brand: 'acme', poolSize: 4 })
})
afterAll(() => world.stop())

const send = async (token: string, { command, member, input }: Wish, id: string | undefined): Promise<Answer> => {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`
  const accepted = command === 'reportLeakedToken' ? 'accepted ' : ''
  return world.ask(`mutation ($input: ${type}!) { ${command}(input: $input) { ${accepted}userErrors { code } } }`, {
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }, variables: { input: { ...input, ...member !== undefined && { [member]: id } } },
  })
}

const outcomeOf = ({ data, codes }: Answer, { command, next }: Wish): string => {
  const failures = [...codes, ...listAt(data, command, 'userErrors').map(error => String(atPath(error, 'code')))]
  if (failures.length === 0 && atPath(data, command, 'accepted') === true) return 'DONE'
  return failures.join() === next ? 'DONE' : failures.join()
}

it('refuses and lets through every command of everybody, about rows of every place, as the model says', { timeout: 600_000 }, async () => {
  const wrong: string[] = []
  let checks = 0
  const judge = (said: string, expected: string, about: string): void => {
    checks += 1
    if (said !== expected) wrong.push(`${about}: ${said} and not ${expected}`)
  }
  const all = await withClient(testDatabase().superuserUrl, async client => {
    const { rows: [role] } = await client.query<{ id: string }>(`select id from organization.roles where is_system and key = 'org.member' and brand_id = '${people[0]?.brandId ?? ''}'`)
    const list = [...wishes, assignRole(role?.id ?? ''), setMemberBaseRole(role?.id ?? '')]
    const rows = new Map<Person, readonly (readonly [Wish, ReadonlyMap<string, string>])[]>()
    for (const person of people) rows.set(person, await Promise.all(list.map(async wish => [wish, wish.table === undefined ? new Map<string, string>() : await rowsIn(client, wish.table, person)] as const)))
    return rows
  })
  for (const [person, list] of all) {
    const isHere = person.brandId === people[0]?.brandId
    const token = await issueDevelopmentToken(world.keys.envelope, person)
    for (const [wish, rows] of list) {
      const about = `${person.name} ${wish.command}`
      if (wish.table === undefined) {
        judge(outcomeOf(await send(token, wish, undefined), wish), 'DONE', about)
        continue
      }
      const missing = await send(token, wish, randomUUID())
      judge(outcomeOf(missing, wish), 'NOT_FOUND', `${about} of nothing`)
      for (const place of PLACES) {
        const id = rows.get(place)
        // rows of the other brand are no foreign ones for its own people
        if (id === undefined || (!isHere && place === 'FOREIGN_BRAND')) continue
        const answer = await send(token, wish, id)
        // what is somebody's own is so in every brand
        const isTheirs = place === 'OWN' && wish.table.startsWith('identity.')
        const expected = isHere ? expectedOf(person.name, wish, place) : isTheirs ? expectedOf('admin', wish, place) : 'NOT_FOUND'
        judge(outcomeOf(answer, wish), expected, `${about} ${place}`)
        if (expected === 'NOT_FOUND') judge(answer.text, missing.text, `${about} ${place}, the bytes`)
      }
    }
  }
  process.stdout.write(`commands: ${checks} checks, ${wrong.length} wrong\n`)
  expect(wrong).toEqual([])
  expect(checks).toBeGreaterThan(1_500)
  expect(world.faults()).toEqual([])
})

it('knows every command of both modules', () => {
  const sent = new Set([...wishes, assignRole(''), setMemberBaseRole('')].map(({ command }) => command))
  expect([...identity.commands, ...organization.commands].map(({ name }) => name).filter(name => !sent.has(name) && name !== 'signIn')).toEqual([])
})
