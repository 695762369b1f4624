import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { emptyCarry } from './carry.ts'
import { personas } from './personas.ts'
import { planSlice } from './slice.ts'
import { planWorld } from './world.ts'
import { brands } from './world/brands.ts'
import type { Brand } from './world/brands.ts'

const [acme, globex] = brands

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/

/** Every byte that would be written for the first slices of a brand. */
function hashOf(brand: Brand, slices: number): string {
  const hash = createHash('sha256')
  const carry = emptyCarry()
  for (let slice = 0; slice < slices; slice++) {
    for (const { module, steps } of planSlice(brand, slice, carry)) hash.update(module).update(JSON.stringify([...steps()]))
  }
  return hash.digest('hex')
}

function brandOf(brand: Brand | undefined): Brand {
  if (brand === undefined) throw new RangeError('two brands are wanted')
  return brand
}

describe('the demo world', () => {
  it('is the same to the last byte, however often it is made', () => {
    expect(hashOf(brandOf(acme), 1)).toBe(hashOf(brandOf(acme), 1))
    expect(hashOf(brandOf(acme), 1)).not.toBe(hashOf(brandOf(globex), 1))
  })

  it('keeps its first slice when it grows', () => {
    const rows = (slices: number) => {
      const carry = emptyCarry()
      return Array.from({ length: slices }, (_, slice) => planSlice(brandOf(globex), slice, carry).map(({ module, steps }) => [module, [...steps()]] as const))
    }
    const [small] = rows(1)
    const [first, second] = rows(2)
    expect(JSON.stringify(first)).toBe(JSON.stringify(small))
    const ids = (slice: typeof first) => new Set(slice?.flatMap(([, steps]) => steps.flatMap(({ table, rows: all, update }) => (update ? [] : all.map(({ id, ...rest }) => `${table}/${String(id ?? JSON.stringify(rest))}`)))))
    const before = ids(first)
    expect([...ids(second)].filter((id) => before.has(id))).toEqual([])
  })

  it('gives each id to one row, and no row is younger than now', () => {
    const seen = new Set<string>()
    const problems: string[] = []
    for (const { steps } of planSlice(brandOf(acme), 0, emptyCarry())) {
      for (const { table, rows, update } of steps()) {
        if (update) continue
        for (const { id, created_at: createdAt } of rows) {
          const name = `${table}/${String(id)}`
          if (typeof id === 'string' && (seen.has(name) || !UUID.test(id))) problems.push(name)
          if (typeof createdAt === 'string' && createdAt > '2026-06-30') problems.push(`${name} of ${createdAt}`)
          seen.add(name)
        }
      }
    }
    expect(problems).toEqual([])
  })

  it('seats every persona in a person, an account and the organizations of the token', () => {
    expect(personas.map(({ name }) => name)).toEqual(['member', 'admin', 'billing-admin', 'support', 'support-lead', 'analyst', 'auditor', 'privacy-officer', 'other-brand-admin'])
    for (const persona of personas) {
      const world = planWorld(brandOf(brands.find(({ slug }) => slug === persona.brand)), 0)
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
    const world = planWorld(brandOf(acme), 0)
    const roleOf = (name: string) => world.people.users.find(({ id }) => id === personas.find((persona) => persona.name === name)?.userId)?.role
    expect(['support', 'support-lead', 'analyst', 'auditor'].map(roleOf)).toEqual(['support', 'support', 'analyst', 'auditor'])
  })
})
