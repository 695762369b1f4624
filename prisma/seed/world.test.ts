import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { emptyCarry } from './carry.ts'
import { personas } from './personas.ts'
import { planSlice } from './slice.ts'
import type { ModuleRows } from './slice.ts'
import { planWorld } from './world.ts'
import { brands } from './world/brands.ts'
import type { Brand } from './world/brands.ts'

const UUID = /\/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/

function brandOf(slug: string): Brand {
  const found = brands.find((brand) => brand.slug === slug)
  if (found === undefined) throw new RangeError(`no brand ${slug}`)
  return found
}

interface Written {
  readonly hash: string
  /** `table/id` of every inserted row that has an id. */
  readonly names: readonly string[]
  /** Rows that are younger than the demo's now. */
  readonly young: readonly string[]
}

/** Everything that would be written for a slice: what it hashes to, and what it names. */
function write(modules: readonly ModuleRows[]): Written {
  const hash = createHash('sha256')
  const [names, young]: string[][] = [[], []]
  for (const { steps } of modules) {
    for (const { table, rows, update } of steps()) {
      hash.update(table).update(JSON.stringify(rows))
      if (update) continue
      for (const { id, created_at: createdAt } of rows) {
        if (typeof id === 'string') names?.push(`${table}/${id}`)
        if (typeof createdAt === 'string' && createdAt >= '2026-06-30') young?.push(`${table}/${String(id)}`)
      }
    }
  }
  return { hash: hash.digest('hex'), names: names ?? [], young: young ?? [] }
}

function writeSlices(brand: Brand, slices: number): Written[] {
  const carry = emptyCarry()
  return Array.from({ length: slices }, (_, slice) => write(planSlice(brand, slice, carry)))
}

describe('the demo world', () => {
  const [small] = writeSlices(brandOf('acme'), 1)
  const [first, second] = writeSlices(brandOf('acme'), 2)

  it('is the same to the last byte, however often and however large it is made', () => {
    expect(first?.hash).toBe(small?.hash)
    expect(second?.hash).not.toBe(first?.hash)
  })

  it('gives each id to one row, of one slice', () => {
    const names = [...first?.names ?? [], ...second?.names ?? []]
    expect(names.length).toBeGreaterThan(200_000)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !UUID.test(name))).toEqual([])
  })

  it('has no row from the future', () => {
    expect(small?.young).toEqual([])
  })

  it('seats every persona in a person, an account and the organizations of the token', () => {
    expect(personas.map(({ name }) => name)).toEqual([
      'member', 'admin', 'billing-admin', 'support', 'support-lead', 'analyst', 'auditor', 'privacy-officer', 'other-brand-admin',
    ])
    for (const persona of personas) {
      const world = planWorld(brandOf(persona.brand), 0)
      const person = world.people.persons.find(({ id }) => id === persona.personId)
      const user = world.people.users.find(({ id }) => id === persona.userId)
      expect([person?.status, user?.status, user?.person]).toEqual(['ACTIVE', 'ACTIVE', persona.seat])
      for (const org of persona.orgs) {
        expect(world.members.filter(({ person: one, orgId, status }) => one === person && orgId === org && status === 'ACTIVE')).toHaveLength(1)
      }
      const given = world.assignments.filter(({ person: one, status }) => one === person && status === 'ACTIVE')
      expect(given.flatMap(({ workspace }) => (workspace === null ? [] : [workspace.id]))).toEqual([...persona.workspaces])
    }
  })

  it('gives staff personas the role of their clearance', () => {
    const world = planWorld(brandOf('acme'), 0)
    const roleOf = (name: string) => world.people.users.find(({ id }) => id === personas.find((persona) => persona.name === name)?.userId)?.role
    expect(['support', 'support-lead', 'analyst', 'auditor'].map(roleOf)).toEqual(['support', 'support', 'analyst', 'auditor'])
  })
})
