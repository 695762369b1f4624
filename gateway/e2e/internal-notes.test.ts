import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

const QUERY = '{ supportTicketMessages(first: 100, filter: { isInternal: { eq: true } }) { totalCount nodes { isInternal body } } }'
const answer = z.object({ supportTicketMessages: z.object({ totalCount: z.number(), nodes: z.array(z.object({ isInternal: z.boolean() })) }) })

let world: World
beforeAll(async () => {
  world = await openWorld({ connectionFor: testDatabase().connectionFor })
})
afterAll(() => world.stop())

async function notesSeenBy(as: string): Promise<number> {
  const { supportTicketMessages: { totalCount, nodes } } = answer.parse((await world.ask(QUERY, { as })).data)
  expect(nodes).toHaveLength(Math.min(totalCount, 100))
  return totalCount
}

it('shows the notes of agents to agents', async () => {
  expect(await notesSeenBy('support')).toBeGreaterThan(0)
})

it.each(['member', 'admin', 'billing-admin'])('does not show or count them for the %s of a customer', async (persona) => {
  expect(await notesSeenBy(persona)).toBe(0)
})
